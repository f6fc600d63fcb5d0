import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { parameterNotFound } from "../errors.ts";
import { MAXIMUM_NAMES, MINIMUM_NAMES } from "../limits.ts";
import type { ParameterStore } from "../parameter-store.ts";

const severalSchema = z.object({ Names: z.array(z.string()).min(MINIMUM_NAMES).max(MAXIMUM_NAMES) });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    if (!store.delete(parseMembers(z.object({ Name: z.string() }), input).Name)) throw parameterNotFound();
    return {};
  });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export const deleteParameters = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const { Names } = parseMembers(severalSchema, input);
    const DeletedParameters = Names.filter((name) => store.delete(name));
    return { DeletedParameters, InvalidParameters: Names.filter((name) => !DeletedParameters.includes(name)) };
  });
