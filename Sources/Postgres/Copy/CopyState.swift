/// A COPY under way.
struct CopyState {
  var hold: Hold
  var request: CancelRequest
  var sql: String
  /// The server has sent the last of the data.
  var isDrained = false
}
