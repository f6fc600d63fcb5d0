import { resolve } from "node:path";
import type { ForeignCode, ForeignLambda } from "../foreign-system.ts";
import { bootstrapAt } from "./bootstrap-at.ts";
import type { ParsedLambda } from "./configuration-schema.ts";
import { codeAt, packageAt } from "./lambda-code.ts";
import { checkPlaceholders, inside, type Place, whereOf } from "./place.ts";
import { resolveCommand } from "./resolve-command.ts";

export async function resolveLambda(lambda: ParsedLambda, place: Place): Promise<ForeignLambda> {
  const { environment } = lambda;
  for (const [name, value] of Object.entries(environment)) {
    checkPlaceholders(value, inside(place, "environment", name));
  }
  return { code: await resolveCode(lambda, place), environment };
}

async function resolveCode({ path, zip, bootstrap, command }: ParsedLambda, place: Place): Promise<ForeignCode> {
  const from = (given: string): string => resolve(place.directory, given);
  if (zip !== undefined) return packageAt(whereOf(inside(place, "zip")), from(zip));
  if (bootstrap !== undefined) return bootstrapAt(whereOf(inside(place, "bootstrap")), from(bootstrap));
  if (command !== undefined) return { kind: "command", command: resolveCommand(command, inside(place, "command")) };
  return codeAt(whereOf(place), from(path ?? ""));
}
