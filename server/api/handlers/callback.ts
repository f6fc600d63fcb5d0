import type { System } from "../../../system/revisions.ts";
import type { RequestContext } from "../../http/context.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { handleCallback } from "../../media/callback/handle-callback.ts";
import { decodeCallback, readCallback } from "../../media/callback/request.ts";
import { checkSignature } from "../../media/callback/signature.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";

/** `POST /listings/media/callback`: decoded, then the signature, then the identifiers (docs/contract/http-api.md 6). */
export async function handleCallbackRequest(
  media: () => MediaDependencies,
  settings: { readonly system: System; readonly secret: string },
  context: RequestContext,
): Promise<Reply> {
  const decoded = decodeCallback(settings.system, context.request.body);
  checkSignature(settings.system, settings.secret, context.log, context.request);
  const callback = readCallback(decoded);
  context.plainLog.info("handler.media.callback.forward", {
    job_id: callback.jobId,
    status: callback.status,
    provider: callback.provider,
  });
  await handleCallback(media(), context, callback);
  return jsonReply(200, { success: true, data: { status: "accepted" } });
}
