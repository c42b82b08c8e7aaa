import TestSupport
import Testing

/// A visit of Chromium, which runs no script of a page; visit.py drives it.
enum Visit {
    enum Act {
        case open(String)
        case click(Place)
        /// A click that leads to another page.
        case follow(Place)
        /// Tab, until the focus is there; fails if that takes more.
        case walk(Place, most: Int = 200)
        case press(Key)
        /// A key that leads to another page.
        case leave(Key)
        case type(String)
        case back
        /// A click; tells the name of the download and the names in it.
        case download(Place)
        /// A click; tells the URL that the download is from.
        case address(Place)
        /// A key; tells the same as a click.
        case fetch(Key)
        /// Tells the texts of all such elements.
        case read(String)
        /// Tells what assistive technology reads, what the stylesheet adds too.
        case hear(String)

        static func tick(_ name: String) -> Act { .click(.box(name)) }

        fileprivate var words: [String] {
            switch self {
            case .open(let url): ["open", url]
            case .click(let place): ["click", place.text]
            case .follow(let place): ["follow", place.text]
            case .walk(let place, let most): ["walk", "\(most) \(place.text)"]
            case .press(let key): ["press", key.rawValue]
            case .leave(let key): ["leave", key.rawValue]
            case .type(let text): ["type", text]
            case .back: ["back", ""]
            case .download(let place): ["download", place.text]
            case .address(let place): ["address", place.text]
            case .fetch(let key): ["fetch", key.rawValue]
            case .read(let selector): ["read", selector]
            case .hear(let selector): ["hear", selector]
            }
        }
    }

    enum Key: String {
        case space = " "
        case enter = "Enter"
    }

    enum Place {
        /// In the row of a name.
        case box(String)
        case link(String)
        case archive(String)
        /// Of CSS.
        case selector(String)
        case button(ArchiveFormat)

        fileprivate var text: String {
            switch self {
            case .box(let name): "box=\(name)"
            case .link(let name): "link=\(name)"
            case .archive(let name): "zip=\(name)"
            case .selector(let selector): selector
            case .button(let format): "button[value=\"\(format)\"]"
            }
        }
    }

    /// - Returns: What the acts have told, a line each.
    static func lines(_ acts: [Act]) async throws -> [String] {
        let result = try await PageTool.run("visit.py", acts.flatMap(\.words))
        try #require(result.succeeded, "\(result)")
        return result.lines
    }
}
