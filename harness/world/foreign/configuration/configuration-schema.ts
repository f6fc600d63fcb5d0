import { isAbsolute, normalize, sep } from "node:path";
import { z } from "zod";
import { isRevision } from "../../../../system/revisions.ts";
import { closedObject, oneOf } from "./closed-object.ts";
import { commandWords } from "./command-words.ts";

const path = z.string({ error: "must be a path" }).min(1, { error: "must be a path" });

/** One path stands for a list of one. */
const paths = z.preprocess(
  (value) => (typeof value === "string" ? [value] : value),
  z.array(path, { error: "must be a path or a list of paths" }),
);

const COMMAND = "must be a command: a text, or a list of program and parameters";
const command = z.preprocess(
  (value) => (typeof value === "string" ? (commandWords(value) ?? { unclosed: true }) : value),
  z
    .array(z.string({ error: "must be a text" }), {
      error: ({ input }) =>
        typeof input === "object" && input !== null && "unclosed" in input
          ? "must be a command whose quotations are closed"
          : COMMAND,
    })
    .refine(([program]) => program !== undefined && program !== "", { error: "must name a program" }),
);

const environment = z
  .record(
    z.string(),
    z
      .union([z.string(), z.number(), z.boolean()], { error: "must be a text, a number, true or false" })
      .transform(String),
    { error: "must be an object with the variables" },
  )
  .default({});

const FILE = "must be template(path), { copy: path }, or the content as a text";
const file = z.preprocess(
  (value) => (typeof value === "string" ? { text: value } : value),
  closedObject(FILE, { template: path.optional(), copy: path.optional(), text: z.string().optional() }).refine(
    (given) => Object.values(given).filter((value) => value !== undefined).length === 1,
    { error: FILE },
  ),
);

const files = z
  .record(z.string(), file, { error: "must be an object with the files by their path" })
  .superRefine((given, context) => {
    for (const name of Object.keys(given)) {
      const place = normalize(name);
      if (name !== "" && place !== "." && !isAbsolute(name) && !place.split(sep).includes("..")) continue;
      const message = "must be a path inside the server's working directory";
      context.addIssue({ code: "custom", path: [name], message });
    }
  })
  .default({});

const READY = 'must be "port", a path such as "/health", a regular expression, or { line: … }';
const pattern = z.union([z.instanceof(RegExp), z.string().min(1)], { error: "must be a regular expression" });
const ready = z.preprocess(
  (value) => {
    if (value === undefined || value === "port") return {};
    if (value instanceof RegExp) return { line: value };
    return typeof value === "string" && value.startsWith("/") ? { path: value } : value;
  },
  closedObject(READY, {
    path: z.string().startsWith("/", { error: "must begin with a slash" }).optional(),
    line: pattern.optional(),
  })
    .refine(({ path: given, line }) => given === undefined || line === undefined, { error: READY })
    .superRefine(({ line }, context) => {
      const message = line === undefined ? undefined : mistakeIn(line);
      if (message !== undefined) context.addIssue({ code: "custom", path: ["line"], message });
    }),
);

const LAMBDA = "must be a path, or an object with one of path, zip, bootstrap and command";
const lambda = z.preprocess(
  (value) => (typeof value === "string" ? { path: value } : value),
  closedObject(LAMBDA, {
    path: path.optional(),
    zip: path.optional(),
    bootstrap: path.optional(),
    command: command.optional(),
    environment,
  }).refine((given) => [given.path, given.zip, given.bootstrap, given.command].filter(Boolean).length === 1, {
    error: LAMBDA,
  }),
);

const NAME_OF_TABLE = /^[\w$]{1,64}$/;
const identifier = z
  .string({ error: "must be a name" })
  .regex(NAME_OF_TABLE, { error: "must be a name of letters, digits and _" });
const watched = z.preprocess(
  (value) => (typeof value === "string" ? { table: value } : value),
  closedObject("must be the name of a table, or { table, key }", { table: identifier, key: identifier.optional() }),
);

const database = closedObject("must be an object", {
  name: identifier.default("toq"),
  schema: paths.default([]),
  seeds: paths.default([]),
  watch: z.array(watched, { error: "must be a list of tables" }).default([]),
});

const system = closedObject("must be an object", {
  revision: oneOf(["incident", "current", "fixed"]).default("current"),
  clock: oneOf(["real", "virtual"]).default("real"),
  baseline: path.optional(),
  server: closedObject("must be an object with a command", {
    command,
    files,
    environment,
    ready,
    settings: path.optional(),
  }).optional(),
  lambdas: closedObject("must be an object with the Lambdas by name", {
    validate: lambda.optional(),
    thumbnails: lambda.optional(),
    video_thumbnails: lambda.optional(),
    consolidate: lambda.optional(),
    zip: lambda.optional(),
    callback: lambda.optional(),
  }).default({}),
  stateMachines: closedObject("must be an object with processing or finalization", {
    processing: path.optional(),
    finalization: path.optional(),
  }).default({}),
  database: database.prefault({}),
  services: z.array(oneOf(["redis"]), { error: "must be a list of services" }).default([]),
}).refine(
  ({ server, lambdas, stateMachines }) =>
    [server, ...Object.values(lambdas), ...Object.values(stateMachines)].some((part) => part !== undefined),
  { error: "must have a server, lambdas or stateMachines of your own" },
);

/** As `--system` takes it, also in a list with commas. */
const NAME_OF_SYSTEM = /^[A-Za-z][\w.-]*$/;
const systems = z
  .record(z.string(), system, { error: "must be an object with the systems by name" })
  .superRefine((given, context) => {
    for (const name of Object.keys(given)) {
      const message = isRevision(name)
        ? "has the name of a revision of the replica: choose another"
        : NAME_OF_SYSTEM.test(name)
          ? undefined
          : "must have a name of letters, digits, -, _ and . that begins with a letter";
      if (message !== undefined) context.addIssue({ code: "custom", path: [name], message });
    }
  })
  .default({});

const STORIES = "must be a folder, a list of folders, or an object with folders by the beginning of their ids";
/** A list as it was written, or folders by prefix. */
const stories = z.union([paths, z.record(z.string().regex(/^\w[\w.@-]*$/), path)], { error: STORIES }).default([]);

export const configurationSchema = closedObject("must be an object, made by defineConfig({ … })", { systems, stories });

export type ParsedConfiguration = z.output<typeof configurationSchema>;
export type ParsedSystem = ParsedConfiguration["systems"][string];
export type ParsedServer = NonNullable<ParsedSystem["server"]>;
export type ParsedFile = ParsedServer["files"][string];
export type ParsedLambda = NonNullable<ParsedSystem["lambdas"]["zip"]>;

function mistakeIn(line: string | RegExp): string | undefined {
  if (line instanceof RegExp) {
    return line.flags === "" ? undefined : `must be a regular expression without flags (${line.flags})`;
  }
  try {
    new RegExp(line);
    return undefined;
  } catch (error) {
    return `is no regular expression: ${error instanceof Error ? error.message : error}`;
  }
}
