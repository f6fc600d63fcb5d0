/** A running LocalStack, plain enough to be handed to worker threads. */
export interface LocalStackDescription {
  /** `http://127.0.0.1:PORT`, for clients on this machine. */
  readonly endpoint: string;
  /** URL of the same LocalStack for its functions; absent when LocalStack itself gives it to them. */
  readonly endpointForFunctions?: string;
  /** Name or address by which code in the container reaches this machine. */
  readonly hostFromContainer: string;
  /** Address of this machine on which a server must listen for that. */
  readonly listenAddress: string;
  readonly architecture: "x86_64" | "arm64";
  readonly version: string;
}
