internal import Compression
internal import Gateway
internal import HTTP

/// What a request wants, decided from what the front server says of it: for that no root is opened, nothing is
/// planned, and no stream's place is taken.
///
/// A further kind of answer is a further case of ``Target``.
struct Route {
    enum Target {
        /// An archive of what lies beneath the location's root. The path is decoded and begins below the mount.
        case tree(path: [UInt8], fields: [(name: String, value: [UInt8])], LocationSettings)
        /// A folder beneath the location's root, as a page.
        case listing(ListingRequest)
        /// An archive of a list.
        case list(ListRequest)
        /// What would become of a request for a list, in words for `penstock doctor`.
        case trial(ListRequest)
        /// An archive that is made up for `penstock doctor`.
        case probe(ProbeRequest, Effort)
        /// How the service is. The path is of no concern.
        case status(StatusRequest)
    }

    let method: Method
    /// The location's.
    let ranges: RangePolicy
    let target: Target

    /// - Parameter body: Reads the request's body. Called for a POST alone, and only if nothing is wrong with the rest.
    /// - Throws: Why there is nothing for such a request.
    init(_ variables: MetaVariables, body: () throws(Refusal) -> [UInt8]) throws(Refusal) {
        guard let method = Method(rawValue: variables.text("REQUEST_METHOD") ?? "") else {
            throw .methodNotAllowed
        }
        var settings = try LocationSettings(variables)
        if Self.needsLength(variables) { settings.effort = .store }
        let query = variables["QUERY_STRING"] ?? []
        guard query.count <= RequestPath.longest else { throw .tooLong("query") }
        self.method = method
        ranges = settings.ranges
        if settings.showsStatus {
            target = try Self.status(query, method, variables)
            return
        }
        let path = try RequestPath.belowMount(variables, mount: settings.mount)
        if let lists = settings.lists {
            target = try Self.list(
                ListRequest(
                    path: path, query: query, body: method == .post ? try body() : nil, lists: lists,
                    location: settings), variables)
            return
        }
        var fields: [(name: String, value: [UInt8])]
        do { fields = try URLEncoding.fields(query) } catch { throw Refusal(error) }
        if method == .post { fields += try RequestBody.fields(try body(), variables) }
        if settings.answersProbes, let probe = try ProbeRequest(fields) {
            target = .probe(probe, settings.effort)
        } else if let listing = ListingRequest(
            path: path, fields: fields, settings: settings, method: method,
            accept: variables.text("HTTP_ACCEPT"))
        {
            target = .listing(listing)
        } else {
            target = .tree(path: path, fields: fields, settings)
        }
    }

    private static func status(_ query: [UInt8], _ method: Method, _ variables: MetaVariables) throws(Refusal)
        -> Target
    {
        guard method != .post else { throw .noForm }
        let fields: [(name: String, value: [UInt8])]
        do { fields = try URLEncoding.fields(query) } catch { throw Refusal(error) }
        return .status(try StatusRequest(fields, accept: variables.text("HTTP_ACCEPT")))
    }

    /// Whether a length alone tells the client of an archive that was cut.
    ///
    /// HTTP/1.0 has no chunks (RFC 9112 §7.1): the end of the connection is the end of an archive without a length. What is
    /// stored has a length. That an archive may be known well enough to be compressed and have one does not count: the URL
    /// would have one archive before and the other after.
    private static func needsLength(_ variables: MetaVariables) -> Bool {
        variables.text("SERVER_PROTOCOL") == "HTTP/1.0"
    }

    /// What a request for a list wants. Its query and its body are the application's, whatever they are, unless the
    /// location answers `penstock doctor` and they are the doctor's.
    private static func list(_ request: ListRequest, _ variables: MetaVariables) throws(Refusal) -> Target {
        if request.location.answersProbes {
            let form = request.body.flatMap { try? RequestBody.fields($0, variables) } ?? []
            let fields = ((try? URLEncoding.fields(request.query)) ?? []) + form
            if ProbeProtocol.asksForTrial(fields) { return .trial(request) }
            if let probe = try ProbeRequest(fields) { return .probe(probe, request.location.effort) }
        }
        guard variables[ApplicationAddress.hopVariable] == nil else { throw .askedOfItself }
        guard !RequestPath.leadsUpwards(request.path) else { throw .notFound("a path that leads upwards") }
        return .list(request)
    }
}
