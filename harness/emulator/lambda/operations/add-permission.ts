import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { MAX_STATEMENT_ID_CHARACTERS } from "../limits.ts";
import { optional, parseRequest } from "../request-input.ts";
import { permissionConditions } from "../resource-policy/permission-conditions.ts";
import { policyPlace } from "../resource-policy/policy-place.ts";
import { withStatement } from "../resource-policy/resource-policy.ts";
import { checkRevision, type LambdaState } from "../state.ts";

const schema = z.object({
  StatementId: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]+$/)
    .max(MAX_STATEMENT_ID_CHARACTERS),
  Action: z.string().regex(/^(?:lambda:(?:\*|[a-zA-Z]+)|\*)$/),
  Principal: z.string(),
  SourceArn: optional(z.string()),
  SourceAccount: optional(z.string()),
  EventSourceToken: optional(z.string()),
  PrincipalOrgID: optional(z.string()),
  FunctionUrlAuthType: optional(z.enum(["NONE", "AWS_IAM"])),
  InvokedViaFunctionUrl: optional(z.boolean()),
  RevisionId: optional(z.string()),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const addPermission = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const place = policyPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    const input = parseRequest("AddPermission", schema, jsonBody(http));
    checkRevision(place.revisionId, input.RevisionId);
    const { policy, statement } = withStatement(
      place.policies.get(place.qualifier),
      {
        statementId: input.StatementId,
        action: input.Action,
        principal: input.Principal,
        resource: place.arn,
        conditions: permissionConditions(input),
      },
      { revisionId: state.deps.random.stream("lambda/revision").uuid() },
    );
    place.policies.set(place.qualifier, policy);
    place.revise(policy.revisionId);
    return jsonResponse(201, { Statement: JSON.stringify(statement) });
  },
});
