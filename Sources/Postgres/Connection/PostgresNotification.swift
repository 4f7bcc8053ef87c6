/// What a NOTIFY said.
public struct PostgresNotification: Hashable, Sendable {
  public var channel: String
  public var payload: String
  /// The process that sent it.
  public var senderPID: Int

  public init(channel: String, payload: String, senderPID: Int) {
    self.channel = channel
    self.payload = payload
    self.senderPID = senderPID
  }
}
