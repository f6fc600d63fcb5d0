import type { WorldOptions } from "../world-options.ts";
import type { ForeignServer, ForeignSystem } from "./foreign-system.ts";
import type { PlaceholderName } from "./placeholders.ts";
import { usesPlaceholder } from "./used-placeholders.ts";

/** What a story asks of its world that only the harness's own server may be able to give. */
export interface Asked
  extends Pick<WorldOptions, "settings" | "workers" | "tracing" | "finalizationMachine" | "withoutSystem"> {
  readonly refusesToStart?: readonly string[];
}

/** Why a story says nothing about a foreign system, in words that follow a scenario's title; `undefined` when it does. */
export function notApplicable(foreign: ForeignSystem, asked: Asked): string | undefined {
  if (asked.withoutSystem) return "is about the cloud alone, in which nothing of the system runs";
  const { server } = foreign;
  if (!server) return undefined;
  if (asked.refusesToStart)
    return "looks at how the server refuses to start, which a foreign one tells in its own words";
  if (server.settingsFile !== undefined) return undefined;
  if (Object.keys(asked.settings ?? {}).length > 0)
    return "has settings of its own, and the system names no settings file";
  return (
    needs(server, "workers", asked.workers === true, "the periodic workers") ??
    needs(server, "tracing", asked.tracing === false, "tracing that is off") ??
    needs(
      server,
      "stateMachine.finalization.arn",
      asked.finalizationMachine !== undefined,
      "another finalization machine",
    )
  );
}

function needs(server: ForeignServer, name: PlaceholderName, wanted: boolean, what: string): string | undefined {
  if (!wanted || usesPlaceholder(server, name)) return undefined;
  return `needs ${what}, and nothing of the server holds {{${name}}}`;
}
