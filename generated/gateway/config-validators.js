// Generated from spec/main.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes } from "../runtime/validation.ts";
export const AcpAuthenticateMeta = validate10;
const schema11 = {"description":"`_meta` of `authenticate` with the method `token`.","type":"object","properties":{"token":{"type":"string","minLength":1,"maxLength":8192}},"required":["token"],"$id":"spec://export/AcpAuthenticateMeta"};
const func2 = codePoints;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpAuthenticateMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.token === undefined) && (missing0 = "token")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.token !== undefined){
let data0 = data.token;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 8192 && func2(data0) > 8192){
validate10.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(data0.length < 1){
validate10.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

export const AcpErrorData = validate11;
const schema12 = {"description":"`data` of every error.","type":"object","properties":{"code":{"$ref":"spec://protocol/#/$defs/ErrorCode"},"details":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/ErrorDetail"}},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"retryAfterMs":{"$ref":"spec://protocol/#/$defs/Count"},"currentVersion":{"description":"With `VERSION_CONFLICT`: the version that is there; 0 when there is none.","type":"integer"},"operation":{"description":"With `VERSION_CONFLICT` of a `config/batch`: the place of the operation that failed.","$ref":"spec://protocol/#/$defs/Count"},"method":{"description":"With `METHOD_NOT_FOUND`.","type":"string","maxLength":256},"outcomeUnknown":{"description":"With `CONFIG_UNAVAILABLE`: the write may have been done, or may still be.","type":"boolean"}},"required":["code"],"$id":"spec://export/AcpErrorData"};
const schema14 = {"description":"Every error that the gateway reports, on `/ws`, over REST, on `/acp` and as the end of a turn. On `/acp` the number is in\n`error.code` and the name in `error.data.code`: the Agent Client Protocol has -32002 for a resource that is not there, and\n`config/*` has it for a version that is not the current one.","type":"string","enum":["INVALID_JSON","INVALID_MESSAGE","INVALID_REQUEST","METHOD_NOT_FOUND","REQUEST_CANCELLED","MESSAGE_TOO_LARGE","UNAUTHENTICATED","AUTH_FAILED","AUTH_TIMEOUT","AUTH_RATE_LIMITED","FORBIDDEN","RATE_LIMITED","PROTOCOL_VERSION_MISMATCH","SESSION_NOT_FOUND","SESSION_ARCHIVED","INVALID_STATE","TURN_IN_PROGRESS","NO_ACTIVE_TURN","QUESTION_NOT_FOUND","FILE_NOT_FOUND","ITERATION_NOT_FOUND","PATH_OUTSIDE_WORKSPACE","FILE_TOO_LARGE","QUEUE_FULL","AGENT_NOT_FOUND","AGENT_UNAVAILABLE","AGENT_FAILED","UPSTREAM_TIMEOUT","GATEWAY_RESTARTED","INSUFFICIENT_CREDITS","MEMBER_NOT_FOUND","LAST_OWNER","NOT_FOUND","CONFLICT","VERSION_CONFLICT","CONFIG_UNAVAILABLE","COMPACTED","SLOW_CONSUMER","SHUTTING_DOWN","INTERNAL"]};
const schema15 = {"description":"A field that breaks a rule.","type":"object","properties":{"path":{"description":"JSON Pointer (RFC 6901) into the message; empty for the message as a whole.","type":"string"},"message":{"description":"The rule that is broken.","type":"string"}},"required":["path","message"]};
const schema16 = {"description":"Names a session. A session of another tenant is answered like one that does not exist.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const schema17 = {"description":"A number of things; zero or more.","type":"integer","minimum":0};
const pattern0 = new RegExp("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpErrorData" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.code === undefined) && (missing0 = "code")){
validate11.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.code !== undefined){
let data0 = data.code;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate11.errors = [{instancePath:instancePath+"/code",schemaPath:"spec://protocol/#/$defs/ErrorCode/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((((((((((((((((((((((((((((((((((((((data0 === "INVALID_JSON") || (data0 === "INVALID_MESSAGE")) || (data0 === "INVALID_REQUEST")) || (data0 === "METHOD_NOT_FOUND")) || (data0 === "REQUEST_CANCELLED")) || (data0 === "MESSAGE_TOO_LARGE")) || (data0 === "UNAUTHENTICATED")) || (data0 === "AUTH_FAILED")) || (data0 === "AUTH_TIMEOUT")) || (data0 === "AUTH_RATE_LIMITED")) || (data0 === "FORBIDDEN")) || (data0 === "RATE_LIMITED")) || (data0 === "PROTOCOL_VERSION_MISMATCH")) || (data0 === "SESSION_NOT_FOUND")) || (data0 === "SESSION_ARCHIVED")) || (data0 === "INVALID_STATE")) || (data0 === "TURN_IN_PROGRESS")) || (data0 === "NO_ACTIVE_TURN")) || (data0 === "QUESTION_NOT_FOUND")) || (data0 === "FILE_NOT_FOUND")) || (data0 === "ITERATION_NOT_FOUND")) || (data0 === "PATH_OUTSIDE_WORKSPACE")) || (data0 === "FILE_TOO_LARGE")) || (data0 === "QUEUE_FULL")) || (data0 === "AGENT_NOT_FOUND")) || (data0 === "AGENT_UNAVAILABLE")) || (data0 === "AGENT_FAILED")) || (data0 === "UPSTREAM_TIMEOUT")) || (data0 === "GATEWAY_RESTARTED")) || (data0 === "INSUFFICIENT_CREDITS")) || (data0 === "MEMBER_NOT_FOUND")) || (data0 === "LAST_OWNER")) || (data0 === "NOT_FOUND")) || (data0 === "CONFLICT")) || (data0 === "VERSION_CONFLICT")) || (data0 === "CONFIG_UNAVAILABLE")) || (data0 === "COMPACTED")) || (data0 === "SLOW_CONSUMER")) || (data0 === "SHUTTING_DOWN")) || (data0 === "INTERNAL"))){
validate11.errors = [{instancePath:instancePath+"/code",schemaPath:"spec://protocol/#/$defs/ErrorCode/enum",keyword:"enum",params:{allowedValues: schema14.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data1 = data.details;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data1)){
var valid2 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((data2.path === undefined) && (missing1 = "path")) || ((data2.message === undefined) && (missing1 = "message"))){
validate11.errors = [{instancePath:instancePath+"/details/" + i0,schemaPath:"spec://protocol/#/$defs/ErrorDetail/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data2.path !== undefined){
const _errs9 = errors;
if(typeof data2.path !== "string"){
validate11.errors = [{instancePath:instancePath+"/details/" + i0+"/path",schemaPath:"spec://protocol/#/$defs/ErrorDetail/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs9 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data2.message !== undefined){
const _errs11 = errors;
if(typeof data2.message !== "string"){
validate11.errors = [{instancePath:instancePath+"/details/" + i0+"/message",schemaPath:"spec://protocol/#/$defs/ErrorDetail/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs11 === errors;
}
else {
var valid4 = true;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/details/" + i0,schemaPath:"spec://protocol/#/$defs/ErrorDetail/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs6 === errors;
if(!valid2){
break;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data5 = data.sessionId;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(errors === _errs14){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate11.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retryAfterMs !== undefined){
let data6 = data.retryAfterMs;
const _errs16 = errors;
const _errs17 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate11.errors = [{instancePath:instancePath+"/retryAfterMs",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate11.errors = [{instancePath:instancePath+"/retryAfterMs",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.currentVersion !== undefined){
let data7 = data.currentVersion;
const _errs19 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate11.errors = [{instancePath:instancePath+"/currentVersion",schemaPath:"#/properties/currentVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.operation !== undefined){
let data8 = data.operation;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate11.errors = [{instancePath:instancePath+"/operation",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
validate11.errors = [{instancePath:instancePath+"/operation",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.method !== undefined){
let data9 = data.method;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data9 === "string"){
if(data9.length > 256 && func2(data9) > 256){
validate11.errors = [{instancePath:instancePath+"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcomeUnknown !== undefined){
const _errs26 = errors;
if(typeof data.outcomeUnknown !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/outcomeUnknown",schemaPath:"#/properties/outcomeUnknown/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}

export const AcpNewSessionMeta = validate13;
const schema19 = {"description":"`_meta` of `session/new`: what the protocol has no field for.","type":"object","properties":{"agentType":{"description":"The agent; without it the one of the catalogue that is marked as `default`, else `coding-agent`.","$ref":"spec://protocol/#/$defs/AgentType"},"name":{"description":"A session without one is called by the first line of its first prompt.","$ref":"spec://protocol/#/$defs/SessionName","default":"New session"},"projectId":{"$ref":"spec://protocol/#/$defs/ProjectId"},"metadata":{"type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":[],"$id":"spec://export/AcpNewSessionMeta"};
const schema20 = {"description":"The kind of agent that a session runs: an entry of the agent catalogue.","type":"string","minLength":1,"maxLength":64,"pattern":"^[a-z0-9][a-z0-9._-]*$"};
const schema21 = {"description":"What people call a session.","type":"string","minLength":1,"maxLength":200};
const schema22 = {"description":"Names a project that sessions are grouped by.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const pattern1 = new RegExp("^[a-z0-9][a-z0-9._-]*$", "");
const func6 = jsonBytes;

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpNewSessionMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
data.name = "New session";
}
if(data.agentType !== undefined){
let data0 = data.agentType;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
validate13.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9._-]*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9._-]*$"+"\""}];
return false;
}
else {
if(data0.length > 64 && func2(data0) > 64){
validate13.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data0.length < 1){
validate13.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.name;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 200 && func2(data1) > 200){
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate13.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data3 = data.metadata;
const _errs10 = errors;
if(func6(data3) > 16384){
validate13.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs10){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
}
else {
validate13.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

export const AcpPromptMeta = validate14;
const schema23 = {"description":"`_meta` of `session/prompt`.","type":"object","properties":{"clientTurnId":{"description":"The same one again runs nothing: it is answered when the turn that it stands for has ended. So a lost answer is had.","$ref":"spec://protocol/#/$defs/ClientTurnId"},"whenBusy":{"description":"What to do when a turn runs already: as in `run_turn`.","type":"string","enum":["reject","queue","interrupt"],"default":"reject"}},"required":[],"$id":"spec://export/AcpPromptMeta"};
const schema24 = {"description":"Names a turn, as its client chose to: once per turn of a session.","type":"string","minLength":1,"maxLength":64};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpPromptMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.whenBusy === undefined){
data.whenBusy = "reject";
}
if(data.clientTurnId !== undefined){
let data0 = data.clientTurnId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 64 && func2(data0) > 64){
validate14.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data0.length < 1){
validate14.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.whenBusy;
const _errs4 = errors;
if(typeof data1 !== "string"){
validate14.errors = [{instancePath:instancePath+"/whenBusy",schemaPath:"#/properties/whenBusy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data1 === "reject") || (data1 === "queue")) || (data1 === "interrupt"))){
validate14.errors = [{instancePath:instancePath+"/whenBusy",schemaPath:"#/properties/whenBusy/enum",keyword:"enum",params:{allowedValues: schema23.properties.whenBusy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs4 === errors;
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

export const AcpPromptResultMeta = validate15;
const schema25 = {"description":"`_meta` of the answer to `session/prompt`.","type":"object","properties":{"turnId":{"$ref":"spec://protocol/#/$defs/TurnId"},"usage":{"$ref":"spec://protocol/#/$defs/TurnUsage"},"duplicate":{"description":"The `clientTurnId` was used before: this turn was run by an earlier prompt.","type":"boolean"}},"required":["turnId"],"$id":"spec://export/AcpPromptResultMeta"};
const schema26 = {"description":"Names a turn of a session.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const schema27 = {"description":"What a turn used, as far as its agent reported it.","type":"object","properties":{"inputTokens":{"$ref":"spec://protocol/#/$defs/Count"},"outputTokens":{"$ref":"spec://protocol/#/$defs/Count"},"cost":{"$ref":"spec://protocol/#/$defs/Cost"}},"required":["inputTokens","outputTokens"]};
const schema30 = {"description":"What something cost.","type":"object","properties":{"amount":{"$ref":"spec://protocol/#/$defs/Decimal"},"currency":{"description":"ISO 4217, or `credits`.","type":"string","minLength":1,"maxLength":16}},"required":["amount","currency"]};
const schema31 = {"description":"A sum of money or credits as a decimal number; text, so that no rounding creeps in.","type":"string","pattern":"^-?\\d{1,18}(\\.\\d{1,18})?$"};
const pattern4 = new RegExp("^-?\\d{1,18}(\\.\\d{1,18})?$", "");

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.amount === undefined) && (missing0 = "amount")) || ((data.currency === undefined) && (missing0 = "currency"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.amount !== undefined){
let data0 = data.amount;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate17.errors = [{instancePath:instancePath+"/amount",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/amount",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.currency !== undefined){
let data1 = data.currency;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 16 && func2(data1) > 16){
validate17.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 16 characters"}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}


function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.inputTokens === undefined) && (missing0 = "inputTokens")) || ((data.outputTokens === undefined) && (missing0 = "outputTokens"))){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.inputTokens !== undefined){
let data0 = data.inputTokens;
const _errs1 = errors;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate16.errors = [{instancePath:instancePath+"/inputTokens",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
validate16.errors = [{instancePath:instancePath+"/inputTokens",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outputTokens !== undefined){
let data1 = data.outputTokens;
const _errs4 = errors;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate16.errors = [{instancePath:instancePath+"/outputTokens",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate16.errors = [{instancePath:instancePath+"/outputTokens",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cost !== undefined){
const _errs7 = errors;
if(!(validate17(data.cost, {instancePath:instancePath+"/cost",parentData:data,parentDataProperty:"cost",rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}


function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpPromptResultMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.turnId === undefined) && (missing0 = "turnId")){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.turnId !== undefined){
let data0 = data.turnId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate15.errors = [{instancePath:instancePath+"/turnId",schemaPath:"spec://protocol/#/$defs/TurnId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/turnId",schemaPath:"spec://protocol/#/$defs/TurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.usage !== undefined){
const _errs4 = errors;
if(!(validate16(data.usage, {instancePath:instancePath+"/usage",parentData:data,parentDataProperty:"usage",rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.duplicate !== undefined){
const _errs5 = errors;
if(typeof data.duplicate !== "boolean"){
validate15.errors = [{instancePath:instancePath+"/duplicate",schemaPath:"#/properties/duplicate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

export const AcpRequestMeta = validate20;
const schema32 = {"description":"`_meta` of `session/request_permission` and `elicitation/create`: names the same request on every connection.","type":"object","properties":{"requestId":{"$ref":"spec://protocol/#/$defs/RequestId"},"turnId":{"$ref":"spec://protocol/#/$defs/TurnId"}},"required":["requestId","turnId"],"$id":"spec://export/AcpRequestMeta"};
const schema33 = {"description":"Names something that an agent asks for; unique within its session.","type":"string","minLength":1,"maxLength":128};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpRequestMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.requestId === undefined) && (missing0 = "requestId")) || ((data.turnId === undefined) && (missing0 = "turnId"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.requestId !== undefined){
let data0 = data.requestId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && func2(data0) > 128){
validate20.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data0.length < 1){
validate20.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.turnId !== undefined){
let data1 = data.turnId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate20.errors = [{instancePath:instancePath+"/turnId",schemaPath:"spec://protocol/#/$defs/TurnId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/turnId",schemaPath:"spec://protocol/#/$defs/TurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

export const AcpResumeMeta = validate21;
const schema35 = {"description":"`_meta` of `session/resume`: with a cursor, what came after it is replayed before the answer. A cursor of another log is\nanswered with `resume: \"reset\"`, and everything is replayed.","type":"object","properties":{"afterSeq":{"$ref":"spec://protocol/#/$defs/Count"},"epoch":{"$ref":"spec://protocol/#/$defs/Epoch"}},"required":[],"$id":"spec://export/AcpResumeMeta"};
const schema37 = {"description":"Names one life of a session's log. A log that was restored from a backup, or forked, has a new one.","type":"string","minLength":1,"maxLength":64};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpResumeMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.afterSeq !== undefined){
let data0 = data.afterSeq;
const _errs1 = errors;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate21.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
validate21.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate21.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate21.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const AcpSessionMeta = validate22;
const schema38 = {"description":"`_meta` of the answers to `session/new`, `session/load` and `session/resume`.","type":"object","properties":{"epoch":{"$ref":"spec://protocol/#/$defs/Epoch"},"lastSeq":{"description":"The last event that the answer, and the updates before it, take into account.","$ref":"spec://protocol/#/$defs/Count"},"resume":{"description":"How the cursor of `session/resume` was taken.","type":"string","enum":["live","continued","reset"]},"agentType":{"$ref":"spec://protocol/#/$defs/AgentType"}},"required":["epoch","lastSeq","agentType"],"$id":"spec://export/AcpSessionMeta"};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpSessionMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.epoch === undefined) && (missing0 = "epoch")) || ((data.lastSeq === undefined) && (missing0 = "lastSeq"))) || ((data.agentType === undefined) && (missing0 = "agentType"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.epoch !== undefined){
let data0 = data.epoch;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 64 && func2(data0) > 64){
validate22.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data0.length < 1){
validate22.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastSeq !== undefined){
let data1 = data.lastSeq;
const _errs4 = errors;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate22.errors = [{instancePath:instancePath+"/lastSeq",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate22.errors = [{instancePath:instancePath+"/lastSeq",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.resume !== undefined){
let data2 = data.resume;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate22.errors = [{instancePath:instancePath+"/resume",schemaPath:"#/properties/resume/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data2 === "live") || (data2 === "continued")) || (data2 === "reset"))){
validate22.errors = [{instancePath:instancePath+"/resume",schemaPath:"#/properties/resume/enum",keyword:"enum",params:{allowedValues: schema38.properties.resume.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.agentType !== undefined){
let data3 = data.agentType;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate22.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9._-]*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9._-]*$"+"\""}];
return false;
}
else {
if(data3.length > 64 && func2(data3) > 64){
validate22.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data3.length < 1){
validate22.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const AcpUpdateMeta = validate23;
const schema42 = {"description":"`_meta` of every `session/update` that an event of the log causes.","type":"object","properties":{"seq":{"description":"The event's place in the log: `afterSeq` of a later `session/resume`. An event that causes several updates has it on\nthe last one of them.","$ref":"spec://protocol/#/$defs/Seq"},"turnId":{"$ref":"spec://protocol/#/$defs/TurnId"},"userId":{"description":"Who ran the turn; on a `user_message_chunk`.","$ref":"spec://protocol/#/$defs/UserId"},"clientTurnId":{"description":"The turn's, on the `user_message_chunk` that begins it: by it whoever prompted the turn knows its own words again after\nit has lost the connection.","$ref":"spec://protocol/#/$defs/ClientTurnId"}},"required":[],"$id":"spec://export/AcpUpdateMeta"};
const schema43 = {"description":"The place of an event in its session's log: starts at 1, rises by exactly 1, is never used twice.","type":"integer","minimum":1};
const schema45 = {"description":"A user's identity, as the issuer of the token writes it in `sub`.","type":"string","minLength":1,"maxLength":128};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AcpUpdateMeta" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.seq !== undefined){
let data0 = data.seq;
const _errs1 = errors;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate23.errors = [{instancePath:instancePath+"/seq",schemaPath:"spec://protocol/#/$defs/Seq/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
validate23.errors = [{instancePath:instancePath+"/seq",schemaPath:"spec://protocol/#/$defs/Seq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.turnId !== undefined){
let data1 = data.turnId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/turnId",schemaPath:"spec://protocol/#/$defs/TurnId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/turnId",schemaPath:"spec://protocol/#/$defs/TurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.userId !== undefined){
let data2 = data.userId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(data2.length > 128 && func2(data2) > 128){
validate23.errors = [{instancePath:instancePath+"/userId",schemaPath:"spec://protocol/#/$defs/UserId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data2.length < 1){
validate23.errors = [{instancePath:instancePath+"/userId",schemaPath:"spec://protocol/#/$defs/UserId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/userId",schemaPath:"spec://protocol/#/$defs/UserId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.clientTurnId !== undefined){
let data3 = data.clientTurnId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 64 && func2(data3) > 64){
validate23.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data3.length < 1){
validate23.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const AgentsFile = validate24;
const schema47 = {"description":"The file that `AGENTS_FILE` names: agent types and how each is run. Entries replace built-in ones of the same name.","type":"object","additionalProperties":{"$ref":"spec://protocol/#/$defs/AgentConfig"},"$id":"spec://export/AgentsFile"};
const schema48 = {"description":"An entry of the agent catalogue.","anyOf":[{"$ref":"spec://protocol/#/$defs/DemoAgent"},{"$ref":"spec://protocol/#/$defs/AcpAgent"}]};
const schema49 = {"description":"A deterministic agent inside the gateway, without a network.","type":"object","properties":{"runtime":{"type":"string","const":"demo"},"title":{"description":"What people see.","type":"string","minLength":1,"maxLength":200},"description":{"type":"string","maxLength":1000},"silenceMs":{"description":"Longest silence within a turn; `agentSilence` by default.","type":"integer","minimum":1000,"maximum":86400000},"pricing":{"$ref":"spec://protocol/#/$defs/AgentPricing"},"default":{"description":"It is what `session/new` on `/acp` runs when nothing else is asked for. Of several the first one is.","type":"boolean","default":false},"script":{"description":"`echo` answers with what it was told; `coding-agent` plays a whole turn in the workspace.","type":"string","enum":["echo","coding-agent"]}},"required":["runtime","script"]};
const schema50 = {"description":"What a turn of an agent costs. A tenant that was never granted credits is not charged.","type":"object","properties":{"reserve":{"description":"Set aside before the turn starts; the turn is `INSUFFICIENT_CREDITS` when the balance does not cover it.","$ref":"spec://protocol/#/$defs/Decimal"},"turn":{"description":"Per turn.","$ref":"spec://protocol/#/$defs/Decimal","default":"0"},"inputTokens":{"description":"Per 1,000 input tokens.","$ref":"spec://protocol/#/$defs/Decimal","default":"0"},"outputTokens":{"description":"Per 1,000 output tokens.","$ref":"spec://protocol/#/$defs/Decimal","default":"0"}},"required":["reserve"]};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.turn === undefined){
data.turn = "0";
}
if(data.inputTokens === undefined){
data.inputTokens = "0";
}
if(data.outputTokens === undefined){
data.outputTokens = "0";
}
let missing0;
if((data.reserve === undefined) && (missing0 = "reserve")){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.reserve !== undefined){
let data0 = data.reserve;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate27.errors = [{instancePath:instancePath+"/reserve",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/reserve",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.turn;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
validate27.errors = [{instancePath:instancePath+"/turn",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/turn",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
let data2 = data.inputTokens;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
validate27.errors = [{instancePath:instancePath+"/inputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/inputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
if(valid0){
let data3 = data.outputTokens;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
validate27.errors = [{instancePath:instancePath+"/outputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/pattern",keyword:"pattern",params:{pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$"},message:"must match pattern \""+"^-?\\d{1,18}(\\.\\d{1,18})?$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/outputTokens",schemaPath:"spec://protocol/#/$defs/Decimal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default === undefined){
data.default = false;
}
let missing0;
if(((data.runtime === undefined) && (missing0 = "runtime")) || ((data.script === undefined) && (missing0 = "script"))){
validate26.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.runtime !== undefined){
let data0 = data.runtime;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate26.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("demo" !== data0){
validate26.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/const",keyword:"const",params:{allowedValue: "demo"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data1 = data.title;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 200 && func2(data1) > 200){
validate26.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate26.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data2 = data.description;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 1000 && func2(data2) > 1000){
validate26.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 1000 characters"}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.silenceMs !== undefined){
let data3 = data.silenceMs;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate26.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 86400000 || isNaN(data3)){
validate26.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400000},message:"must be <= 86400000"}];
return false;
}
else {
if(data3 < 1000 || isNaN(data3)){
validate26.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pricing !== undefined){
const _errs9 = errors;
if(!(validate27(data.pricing, {instancePath:instancePath+"/pricing",parentData:data,parentDataProperty:"pricing",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs10 = errors;
if(typeof data.default !== "boolean"){
validate26.errors = [{instancePath:instancePath+"/default",schemaPath:"#/properties/default/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
if(valid0){
if(data.script !== undefined){
let data6 = data.script;
const _errs12 = errors;
if(typeof data6 !== "string"){
validate26.errors = [{instancePath:instancePath+"/script",schemaPath:"#/properties/script/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data6 === "echo") || (data6 === "coding-agent"))){
validate26.errors = [{instancePath:instancePath+"/script",schemaPath:"#/properties/script/enum",keyword:"enum",params:{allowedValues: schema49.properties.script.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}

const schema55 = {"description":"An agent that speaks the Agent Client Protocol on its standard input and output.","type":"object","properties":{"runtime":{"type":"string","const":"acp"},"title":{"description":"What people see.","type":"string","minLength":1,"maxLength":200},"description":{"type":"string","maxLength":1000},"silenceMs":{"description":"Longest silence within a turn; `agentSilence` by default.","type":"integer","minimum":1000,"maximum":86400000},"pricing":{"$ref":"spec://protocol/#/$defs/AgentPricing"},"default":{"description":"It is what `session/new` on `/acp` runs when nothing else is asked for. Of several the first one is.","type":"boolean","default":false},"command":{"description":"The program: a path, or a name to be found on `PATH`.","type":"string","minLength":1},"args":{"type":"array","items":{"type":"string"}},"env":{"description":"Environment of the process beside `PATH`, `HOME`, `LANG`, `TERM`, `TMPDIR`, `USER` and `SHELL`.","type":"object","additionalProperties":{"type":"string"}},"passEnv":{"description":"Names of variables of the gateway's own environment that are handed on, for instance a model provider's key.","type":"array","items":{"type":"string"}},"authMethod":{"description":"The id of the authentication method to use when the agent asks for one.","type":"string"}},"required":["runtime","command"]};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default === undefined){
data.default = false;
}
let missing0;
if(((data.runtime === undefined) && (missing0 = "runtime")) || ((data.command === undefined) && (missing0 = "command"))){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.runtime !== undefined){
let data0 = data.runtime;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate30.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("acp" !== data0){
validate30.errors = [{instancePath:instancePath+"/runtime",schemaPath:"#/properties/runtime/const",keyword:"const",params:{allowedValue: "acp"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
let data1 = data.title;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 200 && func2(data1) > 200){
validate30.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate30.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data2 = data.description;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 1000 && func2(data2) > 1000){
validate30.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 1000 characters"}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.silenceMs !== undefined){
let data3 = data.silenceMs;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate30.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 86400000 || isNaN(data3)){
validate30.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400000},message:"must be <= 86400000"}];
return false;
}
else {
if(data3 < 1000 || isNaN(data3)){
validate30.errors = [{instancePath:instancePath+"/silenceMs",schemaPath:"#/properties/silenceMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1000},message:"must be >= 1000"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pricing !== undefined){
const _errs9 = errors;
if(!(validate27(data.pricing, {instancePath:instancePath+"/pricing",parentData:data,parentDataProperty:"pricing",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs10 = errors;
if(typeof data.default !== "boolean"){
validate30.errors = [{instancePath:instancePath+"/default",schemaPath:"#/properties/default/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
if(valid0){
if(data.command !== undefined){
let data6 = data.command;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data6 === "string"){
if(data6.length < 1){
validate30.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.args !== undefined){
let data7 = data.args;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data7)){
var valid1 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
const _errs16 = errors;
if(typeof data7[i0] !== "string"){
validate30.errors = [{instancePath:instancePath+"/args/" + i0,schemaPath:"#/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs16 === errors;
if(!valid1){
break;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/args",schemaPath:"#/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.env !== undefined){
let data9 = data.env;
const _errs18 = errors;
if(errors === _errs18){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key0 in data9){
const _errs21 = errors;
if(typeof data9[key0] !== "string"){
validate30.errors = [{instancePath:instancePath+"/env/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs21 === errors;
if(!valid2){
break;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.passEnv !== undefined){
let data11 = data.passEnv;
const _errs23 = errors;
if(errors === _errs23){
if(Array.isArray(data11)){
var valid3 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
const _errs25 = errors;
if(typeof data11[i1] !== "string"){
validate30.errors = [{instancePath:instancePath+"/passEnv/" + i1,schemaPath:"#/properties/passEnv/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs25 === errors;
if(!valid3){
break;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/passEnv",schemaPath:"#/properties/passEnv/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.authMethod !== undefined){
const _errs27 = errors;
if(typeof data.authMethod !== "string"){
validate30.errors = [{instancePath:instancePath+"/authMethod",schemaPath:"#/properties/authMethod/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate26(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs2 = errors;
if(!(validate30(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
}
if(!valid0){
const err0 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
validate25.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate25.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AgentsFile" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs2 = errors;
if(!(validate25(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
if(!valid0){
break;
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
