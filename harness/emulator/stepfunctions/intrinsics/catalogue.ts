import { array } from "./array.ts";
import { arrayContains } from "./array-contains.ts";
import { arrayGetItem } from "./array-get-item.ts";
import { arrayLength } from "./array-length.ts";
import { arrayPartition } from "./array-partition.ts";
import { arrayRange } from "./array-range.ts";
import { arrayUnique } from "./array-unique.ts";
import { base64Decode, base64Encode } from "./base64.ts";
import { format } from "./format.ts";
import { hash } from "./hash.ts";
import type { Intrinsic } from "./intrinsic.ts";
import { jsonMerge } from "./json-merge.ts";
import { jsonToString } from "./json-to-string.ts";
import { mathAdd } from "./math-add.ts";
import { mathRandom } from "./math-random.ts";
import { stringSplit } from "./string-split.ts";
import { stringToJson } from "./string-to-json.ts";
import { uuid } from "./uuid.ts";

/** All intrinsic functions by the name after `States.`. */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map(
  Object.entries({
    Array: array,
    ArrayContains: arrayContains,
    ArrayGetItem: arrayGetItem,
    ArrayLength: arrayLength,
    ArrayPartition: arrayPartition,
    ArrayRange: arrayRange,
    ArrayUnique: arrayUnique,
    Base64Decode: base64Decode,
    Base64Encode: base64Encode,
    Format: format,
    Hash: hash,
    JsonMerge: jsonMerge,
    JsonToString: jsonToString,
    MathAdd: mathAdd,
    MathRandom: mathRandom,
    StringSplit: stringSplit,
    StringToJson: stringToJson,
    UUID: uuid,
  }),
);
