import { goInt64, goStruct } from "../../../system/go/json-binding.ts";
import { bindJsonPlainly } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { processMedia } from "../../media/processing/process-media.ts";

const bodyType = goStruct("dto.ProcessMediaInput", { listingIdentityId: goInt64 });

/** `POST /listings/media/uploads/process`. */
export async function handleProcess(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const { listingIdentityId } = bindJsonPlainly(context.request.body, bodyType);
  await processMedia(media(), context, listingIdentityId);
  return jsonReply(202, { status: "processing_started" });
}
