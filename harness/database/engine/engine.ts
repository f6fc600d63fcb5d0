import type { ProgramSearch } from "../../support/distribution/package-download.ts";

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
  /** Ends the server and removes its files; at an external server, drops the databases of this run. */
  stop(): Promise<void>;
  /**
   * Rejects with an EnvironmentError when the server ends and nobody stopped it: whatever ran on it then proves nothing.
   * Absent at an external server.
   */
  readonly lost?: Promise<never>;
}

/** A server program that can be started here. */
export interface EngineBinary {
  readonly path: string;
  readonly flavour: Flavour;
  readonly version: string;
  readonly origin: EngineOrigin;
  /** Additional environment variables, by which an unpacked server finds its libraries. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where an unpacked one finds its messages, character sets and plug-ins. */
  readonly flags: readonly string[];
}

export type EngineSearch = ProgramSearch;

/** One way to get a server. When it finds none, `find` throws an Error whose message says why in one sentence. */
export interface EngineLink {
  readonly origin: EngineOrigin;
  /** Its name in the final error. */
  readonly title: string;
  find(search: EngineSearch): Promise<readonly EngineBinary[]>;
}
