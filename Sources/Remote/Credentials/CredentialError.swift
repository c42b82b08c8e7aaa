internal import SystemCalls

/// Why a file of credentials or certificates is not used. Nothing of its content is in here.
enum CredentialError: Error, Equatable {
    case notFound
    case notRegular
    /// Permission bits, of which some must not be there.
    case open(mode: UInt16)
    /// - limit: Bytes.
    case tooLarge(limit: Int)
    case empty
    case noCertificate
    case failed(SystemCallError)
}

extension CredentialError: CustomStringConvertible {
    /// For logs and the command line, to be put behind the name of the file.
    var description: String {
        switch self {
        case .notFound: "there is no such file"
        case .notRegular: "is no regular file"
        case .open(let mode): "is open to other users (mode 0\(String(mode, radix: 8)))"
        case .tooLarge(let limit): "has more than \(limit) bytes"
        case .empty: "is empty"
        case .noCertificate: "has no certificate in PEM"
        case .failed(let error): "\(error)"
        }
    }
}
