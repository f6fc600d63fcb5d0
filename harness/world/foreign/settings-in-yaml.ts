import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { ServerConfigurationInput } from "../../../server/configuration.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { WorldOptions } from "../world-options.ts";

/** Settings of a server that a story may choose. */
export type ServerSettings = Partial<
  Pick<
    ServerConfigurationInput,
    "auth" | "callback" | "features" | "limits" | "retention" | "storage" | "telemetry" | "workers" | "workflow"
  >
>;

/**
 * The settings that a world's server has, as far as they are no placeholders: those of the story, and what every world
 * chooses (world/system-under-test.ts).
 */
export function settingsOfStory(
  { settings = {}, tracing = true, workers = false }: Pick<WorldOptions, "settings" | "tracing" | "workers">,
  finalizationStateMachineArn: string,
): ServerSettings {
  return {
    ...settings,
    features: { allowOwnerProjectUploads: true, ...settings.features },
    telemetry: { tracesEnabled: tracing },
    workers: { enabled: workers },
    workflow: { finalizationStateMachineArn },
  };
}

type Keys = readonly string[];
interface Entry {
  readonly keys: Keys;
  readonly value: unknown;
}

/** Where a group of settings stands (docs/contract/config.md 1); the names in it are the same in snake case. */
const GROUPS = {
  auth: ["auth"],
  callback: ["media_processing", "callback"],
  features: ["media_processing", "features"],
  limits: ["media_processing", "limits"],
  retention: ["retention", "media_processing_jobs"],
  storage: ["media_processing", "storage"],
  workflow: ["media_processing", "workflow"],
} as const satisfies Partial<Record<keyof ServerSettings, Keys>>;

/** Traces are made when all of these are true (docs/contract/config.md 1). */
const TRACING: readonly Keys[] = [
  ["telemetry", "enabled"],
  ["telemetry", "traces", "enabled"],
  ["telemetry", "otlp", "enabled"],
];

/**
 * The server's YAML file with these settings in it: the inverse of server/configuration-file.ts. Comments, order and
 * keys that are not concerned stay; a file that says the same already stays as it is, byte for byte. `profile` is the
 * server's `ENVIRONMENT`, whose overrides are changed where they would win.
 *
 * @throws UsageError when the text is no YAML file of this kind.
 */
export function settingsInYaml(text: string, settings: ServerSettings, profile = "homo"): string {
  // Go's reader follows `<<`.
  const document = parseDocument(text, { merge: true });
  const [mistake] = document.errors;
  if (mistake) throw new UsageError(`The file of the server's settings is no YAML: ${mistake.message.split("\n")[0]}`);
  const content: unknown = document.toJS();
  const entries = [
    ...entriesOf(settings),
    ...tracingEntries(content, settings.telemetry?.tracesEnabled, profile),
    ...workerEntries(content, settings.workers?.enabled, profile),
  ].filter(({ keys, value }) => !isDeepStrictEqual(valueAt(content, keys), value));
  if (entries.length === 0) return text;
  for (const entry of entries) putIn(document, entry, content);
  // Long texts such as ARNs would be folded.
  return document.toString({ lineWidth: 0 });
}

function entriesOf(settings: ServerSettings): readonly Entry[] {
  return Object.entries(GROUPS).flatMap(([group, place]) =>
    Object.entries(settings[group as keyof typeof GROUPS] ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ({ keys: [...place, snakeCase(name)], value })),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** On, at each key that wins; off, at the one that is enough. */
function tracingEntries(content: unknown, wanted: boolean | undefined, profile: string): readonly Entry[] {
  if (wanted === undefined) return [];
  const winning = TRACING.map((keys) => {
    const own = ["profiles", profile, ...keys];
    return typeof valueAt(content, own) === "boolean" ? own : keys;
  });
  if (wanted) return winning.map((keys) => ({ keys, value: true }));
  const isOn = winning.every((keys) => valueAt(content, keys) === true);
  return isOn ? winning.filter((keys) => keys.includes("traces")).map((keys) => ({ keys, value: false })) : [];
}

/** Only a profile has the key, and without it workers run. */
function workerEntries(content: unknown, wanted: boolean | undefined, profile: string): readonly Entry[] {
  const keys = ["profiles", profile, "workers", "enabled"];
  if (wanted === undefined || (wanted && typeof valueAt(content, keys) !== "boolean")) return [];
  return [{ keys, value: wanted }];
}

function valueAt(content: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    content,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * `content` is what the document says with aliases and merged keys: a place that only they fill gets a copy of its own,
 * so that other places which name the same anchor keep what they have.
 */
function putIn(document: Document, { keys, value }: Entry, content: unknown): void {
  const mapOf = (node: unknown, place: Keys, replace: (made: YAMLMap) => void): YAMLMap => {
    if (isMap(node)) return node as YAMLMap;
    const inherited = valueAt(content, place) ?? {};
    if (!isObject(inherited)) {
      const what = place.length === 0 ? "The file of the server's settings" : place.join(".");
      throw new UsageError(`${what} holds no keys, so that ${keys.join(".")} cannot be put into it.`);
    }
    const made = document.createNode(inherited) as YAMLMap;
    replace(made);
    return made;
  };
  let map = mapOf(document.contents, [], (made) => {
    document.contents = made;
  });
  for (const [depth, key] of keys.slice(0, -1).entries()) {
    const above = map;
    map = mapOf(above.get(key, true), keys.slice(0, depth + 1), (made) => above.set(key, made));
  }
  const key = keys.at(-1);
  const old = map.get(key, true);
  const node = document.createNode(value);
  if (isScalar(old) && isScalar(node)) Object.assign(node, { comment: old.comment, commentBefore: old.commentBefore });
  map.set(key, node);
}
