internal import Gateway
private import Glibc
internal import Responder
internal import SystemCalls

/// Where a responder's requests come from: the first way that applies.
enum RequestSource: Equatable {
    case addresses([ListenAddress])
    /// Descriptors from 3 on, from systemd (sd_listen_fds(3)).
    case activated(count: Int)
    /// Descriptor 0, from mod_fcgid, lighttpd or spawn-fcgi.
    case standardInput
    /// One request, of which the environment tells (RFC 3875).
    case commonGateway
    case none

    /// - Parameters:
    ///   - environment: Looks up a variable.
    ///   - isListening: Whether a descriptor is a listening socket.
    init(
        _ addresses: [ListenAddress], process: UInt32, environment: (String) -> String?,
        isListening: (Int32) -> Bool
    ) {
        if !addresses.isEmpty {
            self = .addresses(addresses)
        } else if environment("LISTEN_PID").flatMap({ UInt32($0) }) == process,
            let count = environment("LISTEN_FDS").flatMap({ Int($0) }), 1...1024 ~= count
        {
            self = .activated(count: count)
        } else if isListening(0) {
            self = .standardInput
        } else if environment("GATEWAY_INTERFACE") != nil {
            self = .commonGateway
        } else {
            self = .none
        }
    }

    /// Whether requests come to this process alone. A server that starts penstock itself may start several.
    var isOneProcess: Bool {
        switch self {
        case .addresses, .activated: true
        case .standardInput, .commonGateway, .none: false
        }
    }

    static let usage = """
        There is no socket to serve. Give one with --listen unix:PATH or --listen HOST:PORT, or start penstock by \
        systemd socket activation (LISTEN_FDS), or with a listening socket as descriptor 0 (mod_fcgid, lighttpd, \
        spawn-fcgi), or as a CGI program of a web server (GATEWAY_INTERFACE).
        """

    /// Opens or takes over the sockets, if there are any.
    func sockets(mode: SocketMode) throws -> [ListeningSocket] {
        switch self {
        case .addresses(let addresses): try addresses.map { try $0.listen(mode: mode.bits) }
        case .activated(let count): try (3..<3 + Int32(count)).map(Self.passedOn)
        case .standardInput: [ListeningSocket(adopting: 0)]
        case .commonGateway, .none: []
        }
    }
}

extension RequestSource {
    private static func passedOn(_ number: Int32) throws -> ListeningSocket {
        guard ListeningSocket.isListening(number) else {
            throw SystemCallError("descriptor \(number) of LISTEN_FDS", errno: ENOTSOCK)
        }
        return ListeningSocket(adopting: number)
    }
}

extension RequestSource {
    /// What `penstock doctor` is told of it.
    var probeSource: ProbeProtocol.Source {
        switch self {
        case .addresses: .listen
        case .activated: .systemd
        case .standardInput: .inherited
        case .commonGateway: .cgi
        case .none: .none
        }
    }
}

extension RequestSource: CustomStringConvertible {
    /// For the log.
    var description: String {
        switch self {
        case .addresses(let addresses): addresses.map(\.description).joined(separator: " ")
        case .activated(let count): "systemd (\(count))"
        case .standardInput: "descriptor 0"
        case .commonGateway: "standard input"
        case .none: "none"
        }
    }
}
