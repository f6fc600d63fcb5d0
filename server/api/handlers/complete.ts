import { goInt64, goStruct } from "../../../system/go/json-binding.ts";
import { bindJsonPlainly } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { completeMedia } from "../../media/finalization/complete-media.ts";

const bodyType = goStruct("dto.CompleteMediaInput", { listingIdentityId: goInt64 });

/** `POST /listings/media/uploads/complete`. */
export async function handleComplete(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const { listingIdentityId } = bindJsonPlainly(context.request.body, bodyType);
  await completeMedia(media(), context, listingIdentityId);
  return jsonReply(200, { status: "upload_completed" });
}
