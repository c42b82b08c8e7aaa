internal import ByteIO

extension StatusReport {
    /// The requests that are being answered, as a table; a sentence if there is none.
    var table: HTML {
        var table: HTML = "<h2 id=\"running\">Running downloads</h2>\n"
        guard !running.isEmpty else {
            table += "<p class=\"sum\">Nothing is being downloaded.</p>\n"
            return table
        }
        table += """
            <div class="card wide" role="region" aria-labelledby="running" tabindex="0"><table>
            <thead><tr><th scope="col">Path</th><th scope="col">Client</th><th scope="col" class="num">Since</th>\
            <th scope="col">State</th><th scope="col" class="num">Sent</th><th scope="col" class="num">Rate</th></tr></thead>
            <tbody>

            """
        for request in running { table += Self.row(request) }
        table += "</tbody>\n</table></div>\n"
        return table
    }

    private static func row(_ request: Request) -> HTML {
        let rate = request.rate > 0 ? "\(ByteCount.text(request.rate))/s" : "–"
        return """
            <tr><th scope="row"><bdi>\(name: request.path.utf8)</bdi></th><td>\(name: request.client.utf8)</td>\
            <td class="num">\(StatusFigures.dateAndClock(request.since))</td><td>\(state(request))</td>\
            <td class="num">\(sent(request))</td><td class="num">\(rate)</td></tr>

            """
    }

    private static func state(_ request: Request) -> HTML {
        guard request.state == .blocked else { return "\(request.state.rawValue)" }
        let seconds = StatusFigures.age(request.blocked.components.seconds)
        return "client is slow<br><small>has taken nothing for \(seconds)</small>"
    }

    private static func sent(_ request: Request) -> HTML {
        guard let total = request.total, total > 0 else {
            return request.sent > 0 ? "\(ByteCount.text(request.sent))" : "–"
        }
        return """
            \(ByteCount.text(request.sent)) of \(ByteCount.text(total))\
            <progress value="\(min(request.sent, total))" max="\(total)" aria-label="Progress"></progress>
            """
    }
}
