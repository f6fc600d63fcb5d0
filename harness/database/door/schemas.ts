import type { ErrorPacket } from "./protocol/end-packets.ts";

/** Schemas that every MySQL server has. */
const OF_EVERY_SERVER = new Set(["information_schema", "performance_schema", "mysql", "sys"]);

/**
 * MySQL's refusal of a schema that is not there. Behind a door there is one of the user's schemas, the world's: others that
 * the engine may hold belong to other worlds, or to other people. Undefined for a schema that a client may use; `""` means the
 * door's own.
 */
export function unknownSchema(name: string, ours: string): ErrorPacket | undefined {
  if (name === "" || name === ours || OF_EVERY_SERVER.has(name.toLowerCase())) return undefined;
  return { number: 1049, sqlState: "42000", message: `Unknown database '${name}'` };
}
