/// Why an attempt to connect was ended from this side.
enum ConnectInterruption: Sendable {
  case timedOut
  case cancelled
}
