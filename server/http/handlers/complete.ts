import { goInt64, goStruct } from "../../../system/go/json-binding.ts";
import { completeMedia } from "../../media/complete-media.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { bindJsonPlainly } from "../binding.ts";
import type { RequestContext } from "../context.ts";
import { jsonReply, type Reply } from "../messages.ts";

const bodyType = goStruct("dto.CompleteMediaInput", { listingIdentityId: goInt64 });

/** `POST /listings/media/uploads/complete`. */
export async function handleComplete(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const { listingIdentityId } = bindJsonPlainly(context.request.body, bodyType);
  await completeMedia(media(), context, listingIdentityId);
  return jsonReply(200, { status: "upload_completed" });
}
