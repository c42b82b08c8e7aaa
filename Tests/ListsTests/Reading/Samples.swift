import Lists

/// Lists that are valid, in every form.
enum Samples {
    static let document = #"""
        {"filename": "trip", "top" : "tr\u0069p", "compression": null, "files": [
          {"name": "a/IMG_1.jpg", "s3": "photos/5f/5f1c.jpg", "size": 3482911, "etag": "5f1c", "mtime": 1732000000.25},
          {"name": "a/clip.mp4", "url": "https://cdn.example.org/c.mp4?sig=\"x\"", "size": 0, "crc32": "83e8110B"},
          {"name": "docs/r\u00e9sum\u00e9 \ud83c\udff4.pdf", "path": "reports\/7.pdf", "etag": "\"7\"", "mode": "0640"},
          {"name": "README.txt", "text": "Hello\n\u0000é", "mtime": "2024-11-19T08:00:00Z", "size": null},
          {"name": "empty/", "mtime": -1}, {"link": "../a", "name": "b", "mtime": "Tue, 19 Nov 2024 08:00:00 GMT"}
        ], "format": "zip", "authorization": "Bearer\tx"}
        """#

    static let array = #" [ {"path":"p","name":"n"},{"name":"d//"} ] "#

    static let lines = """
        {"archive": {"suggestedFilename": "trip.zip", "format": null}}\r

          {"name": "a", "path": "/b c", "size": 12}\u{20}
        {"zipPath": "é/b", "url": "https://example.org/", "etag": "W/\\"1\\"", "mode": "755"}\r
        \t
        {"name":"dir/"}
        """

    static let text = """
        1034ab38 428    /foo.txt   My Document1.txt
        83e8110b 100339 /b%C3%A9r.txt?x=%zz My Other Document1.txt \r
        \r

        - - https://example.org/a%20b?c=d e/f é.txt
        0        0      @directory My empty directory/
        """

    static let all: [(form: ListForm, text: String)] = [
        (.json, document), (.json, array), (.json, #"{"files":[]}"#), (.json, "[]"), (.jsonLines, lines),
        (.jsonLines, ""), (.text, text), (.text, ""), (.text, "\n\r\n"),
    ]
}
