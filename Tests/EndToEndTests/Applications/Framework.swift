import TestSupport
import Testing

/// A web framework whose code stands in docs/applications.md.
enum Framework: String, CaseIterable, CustomStringConvertible {
    case fastAPI = "FastAPI"
    case django = "Django"
    case flask = "Flask"
    case falcon = "Falcon"

    var description: String { rawValue }

    /// Files of Python, by their names: the page's, and what a project of Django has besides.
    var files: [BytePath: String] {
        get throws {
            var files: [BytePath: String] = [:]
            for block in try Page.applications.code("### \(rawValue)", in: "python") {
                let name = block.firstMatch(of: /\A# (\w+\.py)\n/).map { String($0.1) } ?? "app.py"
                files[BytePath(name)] = block
            }
            if self == .django {
                files["settings.py"] = "ROOT_URLCONF = 'urls'\nALLOWED_HOSTS = ['*']\nSECRET_KEY = 'x'\n"
            }
            return files
        }
    }

    /// What starts the application in its directory: one process, which with gunicorn does one thing at a time.
    func command(at address: SocketAddress) -> [String] {
        switch (self, address) {
        case (.fastAPI, .unix(let socket)): ["uvicorn", "--uds", socket.text, "app:app"]
        case (.fastAPI, .loopback(let port)): ["uvicorn", "--port", String(port), "app:app"]
        case (.django, _): Self.gunicorn(address, "django.core.wsgi:get_wsgi_application()")
        case (.flask, _), (.falcon, _): Self.gunicorn(address, "app:app")
        }
    }

    static func gunicorn(_ address: SocketAddress, _ application: String) -> [String] {
        ["gunicorn", "--workers", "1", "--bind", address.description, application]
    }

    /// The path of a route that sends the list line by line, if the page has one; else of the only route.
    var largeRoute: String {
        switch self {
        case .fastAPI, .django: "/download/large"
        case .flask, .falcon: "/download"
        }
    }
}
