internal import FileTree
internal import Remote

/// What lists name on other servers, or is looked for there.
extension SourceMap {
    /// Where the content of an entry lies, or why nowhere; nil for an entry whose content is in the list.
    func place(of source: ListEntry.Source) -> Result<Place, Fault>? {
        switch source {
        case .directory, .text, .link: nil
        case .path(let path): Result { () throws(Fault) in try resolve(path, location: nil) }
        case .location(let path, let written):
            Result { () throws(Fault) in try resolve(path, location: written) }
        case .url(let url): Result { () throws(Fault) in try resolve(try Self.location(url: url)) }
        case .s3(let name): Result { () throws(Fault) in try resolve(try Self.location(s3: name)) }
        }
    }

    private static func location(url: [UInt8]) throws(Fault) -> ObjectLocation {
        do throws(RemoteURL.Fault) { return .url(try RemoteURL(url)) } catch { throw .object(.url(error)) }
    }

    private static func location(s3 name: [UInt8]) throws(Fault) -> ObjectLocation {
        do throws(ObjectLocation.Fault) { return try ObjectLocation(s3: name) } catch { throw .object(error) }
    }

    /// Where an object lies: where the list says, or where the narrowest prefix that covers it leads.
    func resolve(_ location: ObjectLocation) throws(Fault) -> Place {
        guard let rule = origins.first(where: { $0.prefix.covers(location) }) else { throw .notAllowed }
        guard let target = rule.target else { return .object(location) }
        guard let rest = SourceRest(of: location, behind: rule.prefix) else { throw .notAllowed }
        switch target {
        case .origin(let origin): return .object(try object(rest, at: origin))
        case .directory(let root):
            guard let path = rest.decoded else { throw .notAllowed }
            return .file(root: root, path: try Self.relative(path))
        }
    }

    /// The object that has `rest` behind a prefix. Dots and the like are refused in what was put together, too, and what
    /// results must be allowed itself.
    func object(_ rest: SourceRest, at origin: OriginPrefix) throws(Fault) -> ObjectLocation {
        guard let rest = origin.isStore ? rest.decoded : rest.encoded else { throw .notAllowed }
        let location: ObjectLocation
        do throws(ObjectLocation.Fault) { location = try origin.location(rest) } catch {
            throw .object(error)
        }
        guard allows(location) else { throw .notAllowed }
        return location
    }
}
