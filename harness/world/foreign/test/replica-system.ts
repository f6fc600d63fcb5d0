import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { systemVariables } from "../../../../lambdas/system-variables.ts";
import { FUNCTIONS, type LambdaName } from "../../../../system/infrastructure.ts";
import { type RevisionName, System } from "../../../../system/revisions.ts";
import type { ForeignLambda, ForeignServer, ForeignSystem } from "../foreign-system.ts";

const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const LAMBDAS = Object.keys(FUNCTIONS) as LambdaName[];

/** As server/configs/env.yaml, with what a world decides left open. */
const SETTINGS = stringify({
  http: { port: "{{server.address}}", read_timeout: "30s", write_timeout: "30s", idle_timeout: "60s" },
  db: { uri: "{{database.go}}" },
  jwt: { secret: "{{jwt.secret}}" },
  s3: { region: "{{cloud.region}}", listing_bucket_name: "{{bucket.name}}" },
  media_processing: {
    queue: { url: "{{queue.url}}" },
    workflow: { finalization_state_machine_arn: "{{stateMachine.finalization.arn}}" },
    callback: { shared_secret: "{{callback.secret}}" },
    features: { allow_owner_project_uploads: true },
  },
  telemetry: { enabled: "{{tracing}}", traces: { enabled: true }, otlp: { enabled: true } },
  profiles: { homo: { workers: { enabled: "{{workers}}" } } },
}).replaceAll(/"(\{\{(?:tracing|workers)\}\})"/g, "$1");

/** The replica's server as a program that a configuration names. */
export function replicaServer(revision: RevisionName): ForeignServer {
  return {
    command: [process.execPath, at("server/main.ts"), "--config", "env.yaml", "--revision", revision, "--lenient"],
    files: [{ path: "env.yaml", content: { kind: "template", text: SETTINGS, from: "env.yaml" } }],
    environment: {},
    ready: { kind: "line", pattern: '"msg":"server.listening"' },
    settingsFile: "env.yaml",
  };
}

/** One of the replica's Lambdas as a program that a configuration names. */
function replicaLambda(name: LambdaName, revision: RevisionName): ForeignLambda {
  const system = new System(revision);
  // D20: the function that calls back runs the build before, which is the current revision's.
  const deployed = name === "callback" && system.has("D20") ? new System("current") : system;
  return {
    code: { kind: "command", command: [process.execPath, at("lambdas/main.ts"), name] },
    environment: { ...systemVariables(deployed) },
  };
}

/**
 * Our own replica as if it were the user's: server, Lambdas and database as `harness.config.ts` would name them. `changes`
 * replace parts of it.
 */
export function replicaSystem(revision: RevisionName, changes: Partial<ForeignSystem> = {}): ForeignSystem {
  return {
    name: "replica",
    configPath: at("harness.config.ts"),
    revision,
    clock: "real",
    baselinePath: at("baseline.json"),
    server: replicaServer(revision),
    lambdas: Object.fromEntries(LAMBDAS.map((name) => [name, replicaLambda(name, revision)])),
    stateMachines: {},
    database: { name: "toq_db", schema: [], seeds: [], watch: [] },
    services: [],
    ...changes,
  };
}
