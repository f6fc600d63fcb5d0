/** A packet that is not what the protocol says must come here. It ends its connection, and nothing else. */
export class MalformedPacketError extends Error {
  override readonly name = "MalformedPacketError";
}
