/** A running LocalStack, plain enough to be handed to worker threads. */
export interface LocalStackDescription {
  /** `http://127.0.0.1:PORT`, for clients on this machine. */
  readonly endpoint: string;
  /** The same LocalStack as its functions reach it; absent when LocalStack tells them itself. */
  readonly endpointForFunctions?: string;
  /** Name or address by which code in the container reaches this machine. */
  readonly hostFromContainer: string;
  /** Address of this machine on which a server must listen for that. */
  readonly listenAddress: string;
  readonly architecture: "x86_64" | "arm64";
  readonly version: string;
}
