extension StoreServer {
    public enum Kind: String, CaseIterable, Sendable {
        case rclone
        case seaweedfs

        /// In the Python environment that Scripts/stores makes where it can.
        public var program: BytePath {
            ProjectFiles.root / ".build/stores/bin" / (self == .rclone ? "rclone" : "weed")
        }

        /// What has the program keep everything in a directory, and knows ``StoreServer/keyID`` and ``StoreServer/secretKey``.
        func arguments(port: UInt16, in directory: TemporaryTree) throws -> [String] {
            switch self {
            case .rclone:
                [
                    "serve", "s3", directory.at("data").text, "--addr", "127.0.0.1:\(port)", "--auth-key",
                    "\(keyID),\(secretKey)", "--config", "/dev/null", "--cache-dir",
                    directory.at("cache").text,
                ]
            case .seaweedfs: try seaweedArguments(port: port, in: directory)
            }
        }

        /// Nothing is told to the makers, and no port is one that another server may have.
        private func seaweedArguments(port: UInt16, in directory: TemporaryTree) throws -> [String] {
            let config = try directory.file(
                "s3.json",
                #"""
                {"identities": [{"name": "penstock", "actions": ["Admin", "Read", "Write", "List"],
                 "credentials": [{"accessKey": "\#(keyID)", "secretKey": "\#(secretKey)"}]}]}
                """#)
            let ports = try ["master", "volume", "filer"].flatMap { server in
                try ["", ".grpc"].map { kind in
                    "-\(server).port\(kind)=\(try SocketAddress.freeLoopbackPort())"
                }
            }
            return [
                "server", "-dir=\(directory.at("data").text)", "-ip=127.0.0.1", "-s3", "-s3.port=\(port)",
                "-s3.port.grpc=\(try SocketAddress.freeLoopbackPort())", "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                "-s3.config=\(config)", "-master.telemetry=false", "-master.volumeSizeLimitMB=16",
                "-volume.max=40",
            ] + ports
        }
    }
}
