import { goInt64, goMap, goString, goStruct, goUint8 } from "../../../system/go/json-binding.ts";
import { bindJsonPlainly } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { updateMedia } from "../../media/assets/update-media.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";

const bodyType = goStruct("dto.UpdateMediaInput", {
  listingIdentityId: goInt64,
  assetType: goString,
  sequence: goUint8,
  title: goString,
  metadata: goMap(goString),
});

/** `POST /listings/media/update`. */
export async function handleUpdate(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const body = bindJsonPlainly(context.request.body, bodyType);
  const reference = { ...body, sequence: Number(body.sequence) };
  await updateMedia(media(), context, reference, { title: body.title, metadata: body.metadata ?? new Map() });
  return jsonReply(200, { status: "asset_updated" });
}
