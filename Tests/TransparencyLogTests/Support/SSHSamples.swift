enum SSHSamples {
  // Made by `ssh-keygen -Y sign -n ringi-event` of OpenSSH 9.2.
  static let text = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgPSI9DMxDnRyOmdXpvOTcqXHhN/
    a589VjX11bbm5oxsUAAAALcmluZ2ktZXZlbnQAAAAAAAAABnNoYTUxMgAAAFMAAAALc3No
    LWVkMjU1MTkAAABAEXk6cZFbfGSZVW0b370ctsG22u7Rn9huhpSYJFgVThbKcyrBOVI1kQ
    JhX/n4v1dqsLAEJ1MfCal5/6Ewx/zhAA==
    -----END SSH SIGNATURE-----

    """
  static let line =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID0iPQzMQ50cjpnV6bzk3Klx4Tf2ufPVY19dW25uaMbF"
  static let armored = Array(text.utf8)
}
