import { z } from "zod";
import { element } from "./document.ts";

const Tag = z.object({ Key: z.string(), Value: z.string() });

/** The document that sets tags (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tagging.html). */
export const Tagging = z.object({ TagSet: element(z.object({ Tag: z.array(Tag).optional() })) });
