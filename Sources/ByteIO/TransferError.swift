/// Which end of a transfer failed.
public enum TransferError: Error, Equatable {
    case source(SourceError)
    case sink(SinkError)
}
