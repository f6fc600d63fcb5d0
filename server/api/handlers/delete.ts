import { goInt64, goString, goStruct, goUint8 } from "../../../system/go/json-binding.ts";
import { bindJsonPlainly } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { deleteMedia } from "../../media/deletion/delete-media.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";

const bodyType = goStruct("dto.DeleteMediaInput", {
  listingIdentityId: goInt64,
  assetType: goString,
  sequence: goUint8,
});

/** `DELETE /listings/media/delete`, with a body. */
export async function handleDelete(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const body = bindJsonPlainly(context.request.body, bodyType);
  await deleteMedia(media(), context, { ...body, sequence: Number(body.sequence) });
  return jsonReply(200, { status: "asset_deleted" });
}
