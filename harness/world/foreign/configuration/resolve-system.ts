import { resolve } from "node:path";
import { LAMBDA_NAMES } from "../../../../lambdas/load.ts";
import { UsageError } from "../../../support/usage-error.ts";
import type { ForeignLambda, ForeignSystem } from "../foreign-system.ts";
import { fileAt, textAt } from "./checked-path.ts";
import type { ParsedSystem } from "./configuration-schema.ts";
import { inside, type Place, whereOf } from "./place.ts";
import type { Configuration } from "./read-configuration.ts";
import { resolveLambda } from "./resolve-lambda.ts";
import { resolveServer } from "./resolve-server.ts";

/**
 * The system of this name, which the configuration has, with everything that it names looked at.
 *
 * @throws UsageError with file and key when something is missing or is not what it must be.
 */
export async function resolveSystem(configuration: Configuration, name: string): Promise<ForeignSystem> {
  const parsed = configuration.systems.get(name);
  if (parsed === undefined) throw new UsageError(`${configuration.path}: there is no system ${name}.`);
  const { path: configPath, directory } = configuration;
  const { revision, clock, baseline = `${name}.baseline.json`, server } = parsed;
  const services = [...new Set(parsed.services)];
  const place: Place = { configPath, directory, keys: ["systems", name], services };
  return {
    name,
    configPath,
    revision,
    clock,
    baselinePath: resolve(directory, baseline),
    ...(server && { server: resolveServer(server, inside(place, "server")) }),
    lambdas: await resolveLambdas(parsed.lambdas, inside(place, "lambdas")),
    stateMachines: resolveMachines(parsed.stateMachines, inside(place, "stateMachines")),
    database: resolveDatabase(parsed.database, inside(place, "database")),
    services,
  };
}

async function resolveLambdas(lambdas: ParsedSystem["lambdas"], place: Place): Promise<ForeignSystem["lambdas"]> {
  const resolved: [string, ForeignLambda][] = [];
  for (const name of LAMBDA_NAMES) {
    const lambda = lambdas[name];
    if (lambda !== undefined) resolved.push([name, await resolveLambda(lambda, inside(place, name))]);
  }
  return Object.fromEntries(resolved);
}

function resolveMachines(
  { processing, finalization }: ParsedSystem["stateMachines"],
  place: Place,
): ForeignSystem["stateMachines"] {
  return {
    ...(processing !== undefined && { processing: definitionAt(processing, inside(place, "processing")) }),
    ...(finalization !== undefined && { finalization: definitionAt(finalization, inside(place, "finalization")) }),
  };
}

function definitionAt(given: string, place: Place): string {
  const path = resolve(place.directory, given);
  const text = textAt(whereOf(place), path);
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${whereOf(place)}: ${path} is no JSON: ${error instanceof Error ? error.message : error}.`);
  }
  if (typeof definition === "object" && definition !== null && "States" in definition) return path;
  throw new UsageError(`${whereOf(place)}: ${path} has no States, so it is no definition of a state machine.`);
}

function resolveDatabase(database: ParsedSystem["database"], place: Place): ForeignSystem["database"] {
  const filesAt = (key: "schema" | "seeds"): readonly string[] =>
    database[key].map((given) => fileAt(whereOf(inside(place, key)), resolve(place.directory, given)));
  return {
    name: database.name,
    schema: filesAt("schema"),
    seeds: filesAt("seeds"),
    watch: database.watch.map(({ table, key }) => ({ table, ...(key !== undefined && { key }) })),
  };
}
