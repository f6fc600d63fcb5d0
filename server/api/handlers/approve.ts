import { goBool, goStruct, goUint64 } from "../../../system/go/json-binding.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { atLeast, FieldErrors, required } from "../../http/field-rules.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { approveMedia } from "../../media/listing/approve-media.ts";

const bodyType = goStruct("dto.ApproveMediaRequest", { listingIdentityId: goUint64, approve: goBool });

/** `POST /listings/media/approve`; an absent decision is a rejection. */
export async function handleApprove(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const { listingIdentityId, approve } = bindJson(context.request.body, bodyType);
  const errors = new FieldErrors();
  errors.check("listingIdentityID", listingIdentityId, required, atLeast(1));
  errors.refuse();
  const { decision, newStatus } = await approveMedia(media(), context, listingIdentityId, approve);
  return jsonReply(200, { listingIdentityId, decision, newStatus });
}
