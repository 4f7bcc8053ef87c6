extension PrivateCluster {
  /// Where the operator keeps the log keys: his own folder, not the server's.
  var keyFolder: String { layout.folder + "/keys" }
}
