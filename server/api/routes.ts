import type { System } from "../../system/revisions.ts";
import type { RevokedTokens } from "../auth/revoked-tokens.ts";
import type { AuthDependencies } from "../auth/signin.ts";
import type { RequestContext } from "../http/context.ts";
import type { Reply } from "../http/messages.ts";
import type { MediaDependencies } from "../media/dependencies.ts";
import { handleApprove } from "./handlers/approve.ts";
import { handleCallbackRequest } from "./handlers/callback.ts";
import { handleComplete } from "./handlers/complete.ts";
import { handleDelete } from "./handlers/delete.ts";
import { handleDownload } from "./handlers/download.ts";
import { handleList } from "./handlers/list.ts";
import { handleProcess } from "./handlers/process.ts";
import { handleProjectComplete, handleProjectDelete, handleProjectUploads } from "./handlers/project-media.ts";
import { handleRefresh } from "./handlers/refresh.ts";
import { handleSignIn } from "./handlers/signin.ts";
import { handleSignOut } from "./handlers/signout.ts";
import { handleUpdate } from "./handlers/update.ts";
import { handleUploads } from "./handlers/uploads.ts";
import type { Route } from "./router.ts";

/** Open routes are answered without sign-in; the callback has its own signature. */
export interface Endpoint {
  readonly open: boolean;
  readonly answer: (context: RequestContext) => Promise<Reply>;
}

export interface RouteDependencies {
  readonly auth: AuthDependencies;
  readonly revokedTokens: RevokedTokens;
  /** Throws when the media service could not be built: the caller sees a panic. */
  readonly media: () => MediaDependencies;
}

const BASE = "/api/v2";

export function routes({ auth, revokedTokens, media }: RouteDependencies): readonly Route<Endpoint>[] {
  const { system, configuration } = auth;
  const route = (method: string, path: string, answer: Endpoint["answer"], open = false): Route<Endpoint> => ({
    method,
    pattern: `${BASE}${path}`,
    handler: { open, answer },
  });
  const callback = { system, secret: configuration.callback.sharedSecret };
  return [
    route("POST", "/auth/signin", (context) => handleSignIn(auth, context), true),
    route("POST", "/auth/refresh", (context) => handleRefresh(auth, context), true),
    route("POST", "/user/signout", (context) => handleSignOut(auth, revokedTokens, context)),
    route("POST", "/listings/media/uploads", (context) => handleUploads(media, context)),
    route("POST", "/listings/media/uploads/process", (context) => handleProcess(media, context)),
    route("POST", "/listings/media/uploads/complete", (context) => handleComplete(media, context)),
    route("GET", "/listings/media", (context) => handleList(media, system, context)),
    route("POST", "/listings/media/download", (context) => handleDownload(media, system, context)),
    route("POST", "/listings/media/update", (context) => handleUpdate(media, context)),
    route("DELETE", "/listings/media/delete", (context) => handleDelete(media, context)),
    route("POST", "/listings/media/callback", (context) => handleCallbackRequest(media, callback, context), true),
    ...(system.features.ownerApproval
      ? [route("POST", "/listings/media/approve", (context) => handleApprove(media, context))]
      : olderListingRoutes(route)),
    ...(system.has("D23") ? [] : projectMediaRoutes(route, media, system)),
  ];
}

type MakeRoute = (method: string, path: string, answer: Endpoint["answer"]) => Route<Endpoint>;

/** D23: handlers exist, but no route leads to them, so that plans and renders cannot be uploaded. */
function projectMediaRoutes(
  route: MakeRoute,
  media: RouteDependencies["media"],
  system: System,
): readonly Route<Endpoint>[] {
  return [
    route("POST", "/listings/project-media/uploads", (context) => handleProjectUploads(media, system, context)),
    route("POST", "/listings/project-media/complete", (context) => handleProjectComplete(media, context)),
    route("DELETE", "/listings/project-media", (context) => handleProjectDelete(media, context)),
  ];
}

/**
 * Listing routes of the incident's revision that some media paths fall into, so that they end in 403 instead of 404
 * (docs/contract/http-api.md 3). Nobody in the seeds may use them, so what they do is not replicated.
 */
function olderListingRoutes(route: MakeRoute): readonly Route<Endpoint>[] {
  const notReplicated = (): never => {
    throw new Error("This listing route is not part of the replica.");
  };
  return [route("POST", "/listings/:id/approve", notReplicated), route("DELETE", "/listings/:id", notReplicated)];
}
