/** A Redis server program that can be started here; plain, so that one search serves all worlds of a run. */
export interface RedisBinary {
  readonly path: string;
  /** For example `7.0.15`. */
  readonly version: string;
  /** Redis, or Valkey, which goes on from Redis 7.2. */
  readonly flavour: "redis" | "valkey";
  readonly origin: "REDIS_SERVER" | "PATH" | "cache" | "apt" | "dnf" | "apk";
  /** Additional environment variables, by which an unpacked server finds its libraries. */
  readonly environment: Readonly<Record<string, string>>;
}
