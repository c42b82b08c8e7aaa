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
        /// An archive of a list.
        case list(ListRequest)
        /// An archive that is made up for `penstock doctor`.
        case probe(ProbeRequest, Effort)
    }

    let method: Method
    let target: Target

    /// - Parameter form: Reads the fields of the request's body. Called for a POST alone, and only if nothing is
    ///   wrong with the rest.
    /// - Throws: Why there is nothing for such a request.
    init(
        _ variables: MetaVariables, form: () throws(Refusal) -> [(name: String, value: [UInt8])]
    ) throws(Refusal) {
        guard let method = Method(rawValue: variables.text("REQUEST_METHOD") ?? "") else {
            throw .methodNotAllowed
        }
        let settings = try LocationSettings(variables)
        let path = try RequestPath.belowMount(variables, mount: settings.mount)
        let query = variables["QUERY_STRING"] ?? []
        guard query.count <= RequestPath.longest else { throw .tooLong("query") }
        self.method = method
        if let lists = settings.lists {
            // The query is the application's, whatever it is.
            if settings.answersProbes, let fields = try? URLEncoding.fields(query),
                let probe = try ProbeRequest(fields)
            {
                target = .probe(probe, settings.effort)
                return
            }
            guard variables[ApplicationAddress.hopVariable] == nil else { throw .askedOfItself }
            guard !RequestPath.leadsUpwards(path) else { throw .notFound("a path that leads upwards") }
            target = .list(ListRequest(path: path, query: query, lists: lists, location: settings))
            return
        }
        var fields: [(name: String, value: [UInt8])]
        do { fields = try URLEncoding.fields(query) } catch { throw Refusal(error) }
        if method == .post { fields += try form() }
        if settings.answersProbes, let probe = try ProbeRequest(fields) {
            target = .probe(probe, settings.effort)
        } else {
            target = .tree(path: path, fields: fields, settings)
        }
    }
}
