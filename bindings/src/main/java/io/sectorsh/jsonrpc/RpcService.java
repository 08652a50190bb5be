package io.sectorsh.jsonrpc;

/** The kinds of daemon that are called: where their API lies and how its methods are named. */
public enum RpcService {
  /** A lotus or Venus chain node. */
  NODE("chain node", "/rpc/v1", "Filecoin.", "FULLNODE_API_INFO"),
  /** lotus-miner, which serves version 0 only. */
  MINER("lotus-miner", "/rpc/v0", "Filecoin.", "MINER_API_INFO"),
  /** A damocles manager; its methods keep the name of an older project. */
  DAMOCLES("damocles manager", "/rpc/v0", "Venus.", "damocles-api"),
  /** A sophon-messager, which sends the messages of damocles. */
  MESSAGER("messager", "/rpc/v0", "Message.", "--messager"),
  /** The control server of a damocles worker, which knows no tokens. */
  WORKER("damocles worker", "/", "VenusWorker.", "the worker's address");

  private final String label;
  private final String path;
  private final String prefix;
  private final String setting;

  RpcService(String label, String path, String prefix, String setting) {
    this.label = label;
    this.path = path;
    this.prefix = prefix;
    this.setting = setting;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** The path that calls are posted to; exact, without a slash at the end. */
  public String path() {
    return path;
  }

  /** The full name of a method; a name that has a dot is full already. */
  public String qualified(String method) {
    return method.indexOf('.') >= 0 ? method : prefix + method;
  }

  /** The variable or key that usually holds its address. */
  String setting() {
    return setting;
  }
}
