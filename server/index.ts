import { Router } from "./api/router.ts";
import { routes } from "./api/routes.ts";
import { type Application, serve } from "./api/serve.ts";
import { MemoryStore } from "./auth/expiring-store.ts";
import { RevokedTokens } from "./auth/revoked-tokens.ts";
import type { AuthDependencies } from "./auth/signin.ts";
import { logStart } from "./boot.ts";
import { Database } from "./database/database.ts";
import type { HttpRequest, HttpResponse } from "./http/messages.ts";
import { Logger } from "./logging/logger.ts";
import type { MediaDependencies } from "./media/dependencies.ts";
import type { ServerDependencies } from "./ports.ts";
import { type Spawn, startWorkers } from "./workers/start-workers.ts";

export interface Server {
  /** Answers one request; every failure is an answer, too. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Writes the start-up lines and checks the configuration.
   *
   * @throws ConfigurationError with one sentence.
   */
  boot(): void;
  /** Starts reconciler and cleaner, if this revision has them, the configuration wants them and media is built. */
  startWorkers(spawn: Spawn): void;
}

/** The TOQ server for one system under test. It does nothing until it is called. */
export function createServer(deps: ServerDependencies): Server {
  const { configuration, system, clock, ids } = deps;
  const log = new Logger(deps.log);
  const now = () => clock.now();
  const database = new Database(deps.database);
  const media: MediaDependencies = { configuration, system, clock, ids, database, aws: deps.aws, push: deps.push };
  const auth: AuthDependencies = { configuration, system, clock, ids, database, compute: deps.compute };
  const store = deps.store ?? new MemoryStore(now);
  const revokedTokens = new RevokedTokens(store);
  // Without queue or machine the real server does not build the service, and every call of its routes panics.
  const built = configuration.queue.url !== "" && configuration.workflow.finalizationStateMachineArn !== "";
  const application: Application = {
    system,
    clock,
    ids,
    log,
    tracesEnabled: configuration.telemetry.tracesEnabled,
    router: new Router(routes({ auth, revokedTokens, media: () => requireBuilt(built, media) })),
    authentication: { system, secret: configuration.jwt.secret, revokedTokens, now },
    permissions: { database, cache: store, now },
  };
  return {
    handle: (request) => serve(application, request),
    boot: () => logStart(configuration, system, log),
    startWorkers: (spawn) => {
      if (!system.features.workers || !configuration.workers.enabled) return;
      if (built) startWorkers(media, log, spawn);
      else log.warn("media_processing cleaner skipped: service unavailable");
    },
  };
}

function requireBuilt(built: boolean, media: MediaDependencies): MediaDependencies {
  if (!built) throw new Error("The media service is not built: the queue URL or the finalization ARN is missing.");
  return media;
}
