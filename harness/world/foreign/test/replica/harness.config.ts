import { defineConfig, type SystemConfig, template } from "#config";
import type { RevisionName } from "../../../../../system/revisions.ts";

/**
 * The project's own replica as if it were the user's: its server and its six Lambdas as programs, everything else by
 * default. What it must do is known, so it shows that the world of processes is true to the one in process.
 */
export default defineConfig({
  systems: {
    "replica-incident": replica("incident"),
    "replica-current": replica("current"),
    "replica-fixed": replica("fixed"),
    "replica-incident-virtual": inVirtualTime("incident"),
    "replica-current-virtual": inVirtualTime("current"),
    "replica-fixed-virtual": inVirtualTime("fixed"),
    // Tokens that were signed out, and permissions, are in Redis instead of the server's memory.
    "replica-with-redis": {
      ...replica("current", "env-with-redis.yaml"),
      services: ["redis"],
      baseline: "replica-current.baseline.json",
    },
    // A defect that a gate must find: these are not the stories of its revision.
    "replica-with-an-older-server": {
      ...replica("current"),
      server: replica("incident").server,
      baseline: "replica-current.baseline.json",
    },
  },
  stories: { "in-processes": "stories" },
});

/** The same in the world's time, where more stories can be told. */
function inVirtualTime(revision: RevisionName): SystemConfig {
  return { ...replica(revision), clock: "virtual" };
}

function replica(revision: RevisionName, settings = "env.yaml"): SystemConfig & Required<Pick<SystemConfig, "server">> {
  const lambda = (name: string, built = revision) => ({
    command: [process.execPath, "{{config.directory}}/../../../../../lambdas/main.ts", name],
    environment: { REVISION: built },
  });
  return {
    revision,
    server: {
      command: [
        ...[process.execPath, "{{config.directory}}/../../../../../server/main.ts"],
        ...["--config", "env.yaml", "--revision", revision, "--lenient"],
      ],
      files: { "env.yaml": template(`${settings}.template`) },
      ready: { line: '"msg":"server.listening"' },
      settings: "env.yaml",
    },
    lambdas: {
      validate: lambda("validate"),
      thumbnails: lambda("thumbnails"),
      video_thumbnails: lambda("video_thumbnails"),
      consolidate: lambda("consolidate"),
      zip: lambda("zip"),
      // D20: on the night of the incident it was not the build that the others were.
      callback: lambda("callback", revision === "incident" ? "current" : revision),
    },
    database: { name: "toq_db" },
  };
}
