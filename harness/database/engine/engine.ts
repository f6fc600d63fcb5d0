export type Flavour = "mariadb" | "mysql";

/** Where worlds connect to: the socket of a server we started, or the server that `DATABASE_URL` names. */
export type EngineAddress = { readonly socketPath: string } | { readonly url: string };

/** A running server, plain enough to be handed to worker threads. Reports leave `address` out: a URL has a password. */
export interface EngineDescription {
  readonly flavour: Flavour;
  /** For example `10.11.19`. */
  readonly version: string;
  /** The link of the chain that gave it. */
  readonly origin: EngineOrigin;
  readonly address: EngineAddress;
  /** Part of the name of every database this run makes; no other run has the same. */
  readonly run: string;
}

export type EngineOrigin = "DATABASE_URL" | "container" | "given" | "PATH" | "cache" | Download;

/** Who downloads a server. */
export type Download = "apt" | "dnf" | "apk" | "mysql-memory-server";

export interface Engine extends EngineDescription {
  /** Ends the server and removes its files; at a foreign server, drops what this run left behind. */
  stop(): Promise<void>;
}

/** A server program that can be started here. */
export interface EngineBinary {
  readonly path: string;
  readonly flavour: Flavour;
  readonly version: string;
  readonly origin: EngineOrigin;
  /** What it needs beyond the environment it inherits: an unpacked one finds its libraries by it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where an unpacked one finds its messages, character sets and plug-ins. */
  readonly flags: readonly string[];
}

export interface EngineSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told before something that takes long, in words for the person who waits. */
  readonly onProgress: (text: string) => void;
}

/** One way to get a server. `find` throws an Error with one sentence saying why this way leads nowhere. */
export interface EngineLink {
  readonly origin: EngineOrigin;
  /** As the final error names it. */
  readonly title: string;
  find(search: EngineSearch): Promise<readonly EngineBinary[]>;
}
