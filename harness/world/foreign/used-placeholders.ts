import type { ForeignServer, ForeignSystem } from "./foreign-system.ts";
import type { PlaceholderName } from "./placeholders.ts";

/** Each of these the server must be told somehow; one of the names is enough. */
const EXPECTED: readonly { readonly what: string; readonly names: readonly PlaceholderName[] }[] = [
  { what: "the port to listen on", names: ["server.port", "server.address"] },
  { what: "the database", names: ["database.go", "database.url", "database.port"] },
  { what: "the queue", names: ["queue.url", "queue.arn"] },
  { what: "what callbacks are signed with", names: ["callback.secret"] },
  { what: "the finalization machine", names: ["stateMachine.finalization.arn"] },
];
const REDIS: readonly PlaceholderName[] = ["redis.url", "redis.address"];

/** Whether the command, a template or a variable of the server holds a placeholder. */
export function usesPlaceholder({ command, files, environment }: ForeignServer, name: PlaceholderName): boolean {
  const templates = files.flatMap(({ content }) => (content.kind === "template" ? [content.text] : []));
  const placeholder = new RegExp(`\\{\\{\\s*${name.replaceAll(".", "\\.")}\\s*\\}\\}`);
  return [...command, ...templates, ...Object.values(environment)].some((text) => placeholder.test(text));
}

/** What a server that does not start was perhaps never told, in a sentence; empty when nothing is missing. */
export function missingPlaceholders({ server, services }: Pick<ForeignSystem, "server" | "services">): string {
  if (!server) return "";
  const redis = services.includes("redis") ? [{ what: "Redis", names: REDIS }] : [];
  const missing = [...EXPECTED, ...redis].filter(({ names }) => !names.some((name) => usesPlaceholder(server, name)));
  if (missing.length === 0) return "";
  const each = missing.map(({ what, names }) => `${names.map((name) => `{{${name}}}`).join(" or ")} (${what})`);
  return `Nothing of its command, files and variables holds ${each.join(", ")}.`;
}

/** Why a placeholder of a side service that the system does not name cannot be filled; `undefined` when all can. */
export function unservedPlaceholder({
  server,
  services,
}: Pick<ForeignSystem, "server" | "services">): string | undefined {
  if (!server || services.includes("redis")) return undefined;
  const used = REDIS.find((name) => usesPlaceholder(server, name));
  return used && `holds {{${used}}}, but names no service "redis"`;
}
