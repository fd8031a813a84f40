// Generated from spec/main.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes } from "../runtime/validation.ts";
export const Authenticate = validate10;
const schema11 = {"description":"Says who the client is. In dev mode any token is answered with the same identity.","type":"object","properties":{"type":{"type":"string","const":"authenticate"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"token":{"description":"A JWT.","type":"string","minLength":1,"maxLength":8192}},"required":["type","token"],"$id":"spec://export/Authenticate"};
const schema13 = {"description":"What a client chooses to recognise the answer to a message by.","type":"string","minLength":1,"maxLength":64};
const func2 = codePoints;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/Authenticate" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.token === undefined) && (missing0 = "token"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate10.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("authenticate" !== data0){
validate10.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "authenticate"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate10.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate10.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.token !== undefined){
let data2 = data.token;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 8192 && func2(data2) > 8192){
validate10.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(data2.length < 1){
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
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
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

export const ListSessions = validate12;
const schema14 = {"description":"Lists the tenant's sessions, the most recently updated first.","type":"object","properties":{"type":{"type":"string","const":"list_sessions"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"includeArchived":{"type":"boolean","default":false},"projectId":{"description":"Only sessions of this project.","$ref":"spec://protocol/#/$defs/ProjectId"},"cwd":{"description":"Only sessions that were opened for exactly this folder over `/acp`; with `/` those of no folder, too.","type":"string","maxLength":4096},"limit":{"type":"integer","minimum":1,"maximum":200,"default":100},"cursor":{"$ref":"spec://protocol/#/$defs/Cursor"}},"required":["type"],"$id":"spec://export/ListSessions"};
const schema16 = {"description":"Names a project that sessions are grouped by.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const schema17 = {"description":"Opaque: hand it back as it came.","type":"string","minLength":1,"maxLength":512};
const pattern0 = new RegExp("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ListSessions" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.includeArchived === undefined){
data.includeArchived = false;
}
if(data.limit === undefined){
data.limit = 100;
}
let missing0;
if((data.type === undefined) && (missing0 = "type")){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("list_sessions" !== data0){
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "list_sessions"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate12.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate12.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs6 = errors;
if(typeof data.includeArchived !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/includeArchived",schemaPath:"#/properties/includeArchived/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
if(valid0){
if(data.projectId !== undefined){
let data3 = data.projectId;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate12.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cwd !== undefined){
let data4 = data.cwd;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(data4.length > 4096 && func2(data4) > 4096){
validate12.errors = [{instancePath:instancePath+"/cwd",schemaPath:"#/properties/cwd/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/cwd",schemaPath:"#/properties/cwd/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data5 = data.limit;
const _errs13 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 200 || isNaN(data5)){
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 200},message:"must be <= 200"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate12.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
if(valid0){
if(data.cursor !== undefined){
let data6 = data.cursor;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data6 === "string"){
if(data6.length > 512 && func2(data6) > 512){
validate12.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data6.length < 1){
validate12.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/cursor",schemaPath:"spec://protocol/#/$defs/Cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
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
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const CreateSession = validate13;
const schema18 = {"description":"Creates a session. Its agent is not started before the first turn.","type":"object","properties":{"type":{"type":"string","const":"create_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"agentType":{"description":"Unknown ones are `AGENT_NOT_FOUND`.","$ref":"spec://protocol/#/$defs/AgentType"},"name":{"$ref":"spec://protocol/#/$defs/SessionName","default":"New session"},"projectId":{"$ref":"spec://protocol/#/$defs/ProjectId"},"metadata":{"type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":["type","agentType"],"$id":"spec://export/CreateSession"};
const schema20 = {"description":"The kind of agent that a session runs: an entry of the agent catalogue.","type":"string","minLength":1,"maxLength":64,"pattern":"^[a-z0-9][a-z0-9._-]*$"};
const schema21 = {"description":"What people call a session.","type":"string","minLength":1,"maxLength":200};
const func10 = jsonBytes;
const pattern1 = new RegExp("^[a-z0-9][a-z0-9._-]*$", "");

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/CreateSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
data.name = "New session";
}
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.agentType === undefined) && (missing0 = "agentType"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate13.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("create_session" !== data0){
validate13.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "create_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate13.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate13.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.agentType !== undefined){
let data2 = data.agentType;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate13.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9._-]*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9._-]*$"+"\""}];
return false;
}
else {
if(data2.length > 64 && func2(data2) > 64){
validate13.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data2.length < 1){
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
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.name;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 200 && func2(data3) > 200){
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data3.length < 1){
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
var valid0 = _errs9 === errors;
if(valid0){
if(data.projectId !== undefined){
let data4 = data.projectId;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
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
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data5 = data.metadata;
const _errs15 = errors;
if(func10(data5) > 16384){
validate13.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs15){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
}
else {
validate13.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs15 === errors;
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
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

export const RenameSession = validate14;
const schema23 = {"description":"Gives a session another name.","type":"object","properties":{"type":{"type":"string","const":"rename_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"name":{"$ref":"spec://protocol/#/$defs/SessionName"}},"required":["type","sessionId","name"],"$id":"spec://export/RenameSession"};
const schema25 = {"description":"Names a session. A session of another tenant is answered like one that does not exist.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/RenameSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.name === undefined) && (missing0 = "name"))){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate14.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("rename_session" !== data0){
validate14.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "rename_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate14.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate14.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate14.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data3 = data.name;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 200 && func2(data3) > 200){
validate14.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data3.length < 1){
validate14.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

export const ArchiveSession = validate15;
const schema27 = {"description":"Puts a session away: it takes no turns and is left out of lists. An agent that is idle is shut down. While a turn\nruns or waits it is `TURN_IN_PROGRESS`. Archiving an archived session changes nothing.","type":"object","properties":{"type":{"type":"string","const":"archive_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["type","sessionId"],"$id":"spec://export/ArchiveSession"};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ArchiveSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate15.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("archive_session" !== data0){
validate15.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "archive_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate15.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate15.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate15.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
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

export const UnarchiveSession = validate16;
const schema30 = {"description":"Takes an archived session back. Doing so to one that is not archived changes nothing.","type":"object","properties":{"type":{"type":"string","const":"unarchive_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["type","sessionId"],"$id":"spec://export/UnarchiveSession"};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/UnarchiveSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate16.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("unarchive_session" !== data0){
validate16.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "unarchive_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate16.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate16.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate16.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate16.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
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

export const DeleteSession = validate17;
const schema33 = {"description":"Deletes a session, its log and its workspace, for good. A running turn is stopped and its agent killed.","type":"object","properties":{"type":{"type":"string","const":"delete_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["type","sessionId"],"$id":"spec://export/DeleteSession"};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/DeleteSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate17.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("delete_session" !== data0){
validate17.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "delete_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate17.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate17.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
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

export const JoinSession = validate18;
const schema36 = {"description":"Joins a session: the snapshot comes first, then the events after `afterSeq` in order and each exactly once, then\n`session_synced`, then live events. Without `afterSeq` only live events follow. Joining a session again starts over\nfrom the cursor that is given. A log that cannot be read is an `error` with this `messageType` and without a `ref`, in\nplace of `session_synced`: the connection has left the session then.","type":"object","properties":{"type":{"type":"string","const":"join_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"afterSeq":{"description":"`seq` of the last event that the client has; 0 for the whole log.","$ref":"spec://protocol/#/$defs/Count"},"epoch":{"description":"The `epoch` that `afterSeq` was counted in. A client that keeps a cursor SHOULD send it: with another epoch\neverything follows from 1 (`resume: \"reset\"`), never another log's events.","$ref":"spec://protocol/#/$defs/Epoch"}},"required":["type","sessionId"],"$id":"spec://export/JoinSession"};
const schema39 = {"description":"A number of things; zero or more.","type":"integer","minimum":0};
const schema40 = {"description":"Names one life of a session's log. A log that was restored from a backup, or forked, has a new one.","type":"string","minLength":1,"maxLength":64};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/JoinSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate18.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate18.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("join_session" !== data0){
validate18.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "join_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate18.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate18.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate18.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.afterSeq !== undefined){
let data3 = data.afterSeq;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate18.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate18.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data4 = data.epoch;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 64 && func2(data4) > 64){
validate18.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data4.length < 1){
validate18.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/epoch",schemaPath:"spec://protocol/#/$defs/Epoch/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
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
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

export const LeaveSession = validate19;
const schema41 = {"description":"Leaves a session. Leaving one that was not joined changes nothing.","type":"object","properties":{"type":{"type":"string","const":"leave_session"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["type","sessionId"],"$id":"spec://export/LeaveSession"};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/LeaveSession" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate19.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate19.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("leave_session" !== data0){
validate19.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "leave_session"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate19.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate19.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate19.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

export const RunTurn = validate20;
const schema44 = {"description":"Runs a turn. `ack` means accepted and recorded; it leaves before the turn's `turn_started`. The turn has exactly one\n`turn_started` and exactly one end: `turn_complete`, `turn_stopped` or `turn_error`.","type":"object","properties":{"type":{"type":"string","const":"run_turn"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"text":{"$ref":"spec://protocol/#/$defs/Prompt"},"clientTurnId":{"description":"Chosen by the client, once per turn. When it was used in this session before, nothing starts: the answer is that\nturn's id with `duplicate: true`. So a client that lost its connection may send it again.","$ref":"spec://protocol/#/$defs/ClientTurnId"},"whenBusy":{"description":"What to do while a turn runs or waits: refuse with `TURN_IN_PROGRESS`; run it when its time comes, also after a\nrestart; or stop the running turn and run this one before those that wait. Where `queuedTurns` turns wait already,\n`queue` and `interrupt` are both `QUEUE_FULL`, and the running turn is not stopped.","type":"string","enum":["reject","queue","interrupt"],"default":"reject"},"attachments":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/Attachment"},"maxItems":20}},"required":["type","sessionId","text"],"$id":"spec://export/RunTurn"};
const schema47 = {"description":"What a person says to an agent.","type":"string","minLength":1,"maxLength":100000};
const schema48 = {"description":"Names a turn, as its client chose to: once per turn of a session.","type":"string","minLength":1,"maxLength":64};
const schema49 = {"description":"A file that goes with a prompt.","anyOf":[{"$ref":"spec://protocol/#/$defs/InlineAttachment"},{"$ref":"spec://protocol/#/$defs/FileAttachment"}]};
const schema50 = {"description":"A file that goes with a prompt, its bytes included.","type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":255},"mimeType":{"description":"For instance `image/png`.","type":"string","minLength":1,"maxLength":127},"data":{"$ref":"spec://protocol/#/$defs/Base64"}},"required":["name","mimeType","data"]};
const schema51 = {"description":"Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters. No bytes are no characters.","type":"string","pattern":"^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$"};
const pattern10 = new RegExp("^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$", "");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) && (missing0 = "name")) || ((data.mimeType === undefined) && (missing0 = "mimeType"))) || ((data.data === undefined) && (missing0 = "data"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func2(data0) > 255){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mimeType !== undefined){
let data1 = data.mimeType;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 127 && func2(data1) > 127){
validate22.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 127 characters"}];
return false;
}
else {
if(data1.length < 1){
validate22.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern10.test(data2)){
validate22.errors = [{instancePath:instancePath+"/data",schemaPath:"spec://protocol/#/$defs/Base64/pattern",keyword:"pattern",params:{pattern: "^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$"},message:"must match pattern \""+"^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/data",schemaPath:"spec://protocol/#/$defs/Base64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
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
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

const schema52 = {"description":"A file that goes with a prompt and was uploaded before.","type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":255},"mimeType":{"type":"string","minLength":1,"maxLength":127},"fileId":{"$ref":"spec://protocol/#/$defs/Uuid"}},"required":["name","mimeType","fileId"]};
const schema53 = {"description":"A UUID in its usual text form.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) && (missing0 = "name")) || ((data.mimeType === undefined) && (missing0 = "mimeType"))) || ((data.fileId === undefined) && (missing0 = "fileId"))){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func2(data0) > 255){
validate24.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate24.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mimeType !== undefined){
let data1 = data.mimeType;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 127 && func2(data1) > 127){
validate24.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 127 characters"}];
return false;
}
else {
if(data1.length < 1){
validate24.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fileId !== undefined){
let data2 = data.fileId;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate24.errors = [{instancePath:instancePath+"/fileId",schemaPath:"spec://protocol/#/$defs/Uuid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/fileId",schemaPath:"spec://protocol/#/$defs/Uuid/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
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
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate22(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs2 = errors;
if(!(validate24(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
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
validate21.errors = vErrors;
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
validate21.errors = vErrors;
return errors === 0;
}


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/RunTurn" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.whenBusy === undefined){
data.whenBusy = "reject";
}
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.text === undefined) && (missing0 = "text"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate20.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("run_turn" !== data0){
validate20.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "run_turn"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate20.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate20.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate20.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.text !== undefined){
let data3 = data.text;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 100000 && func2(data3) > 100000){
validate20.errors = [{instancePath:instancePath+"/text",schemaPath:"spec://protocol/#/$defs/Prompt/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 100000 characters"}];
return false;
}
else {
if(data3.length < 1){
validate20.errors = [{instancePath:instancePath+"/text",schemaPath:"spec://protocol/#/$defs/Prompt/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/text",schemaPath:"spec://protocol/#/$defs/Prompt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.clientTurnId !== undefined){
let data4 = data.clientTurnId;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 64 && func2(data4) > 64){
validate20.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data4.length < 1){
validate20.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data5 = data.whenBusy;
const _errs15 = errors;
if(typeof data5 !== "string"){
validate20.errors = [{instancePath:instancePath+"/whenBusy",schemaPath:"#/properties/whenBusy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data5 === "reject") || (data5 === "queue")) || (data5 === "interrupt"))){
validate20.errors = [{instancePath:instancePath+"/whenBusy",schemaPath:"#/properties/whenBusy/enum",keyword:"enum",params:{allowedValues: schema44.properties.whenBusy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs15 === errors;
if(valid0){
if(data.attachments !== undefined){
let data6 = data.attachments;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data6)){
if(data6.length > 20){
validate20.errors = [{instancePath:instancePath+"/attachments",schemaPath:"#/properties/attachments/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
const _errs19 = errors;
if(!(validate21(data6[i0], {instancePath:instancePath+"/attachments/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid5 = _errs19 === errors;
if(!valid5){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attachments",schemaPath:"#/properties/attachments/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs17 === errors;
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
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

export const StopTurn = validate27;
const schema54 = {"description":"Stops the running turn. The agent is asked first and killed if it does not end in time.","type":"object","properties":{"type":{"type":"string","const":"stop_turn"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"}},"required":["type","sessionId"],"$id":"spec://export/StopTurn"};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/StopTurn" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate27.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("stop_turn" !== data0){
validate27.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "stop_turn"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate27.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate27.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate27.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
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

export const Steer = validate28;
const schema57 = {"description":"Guides the running turn. An agent that cannot be guided while it works is stopped and goes on with the guidance.","type":"object","properties":{"type":{"type":"string","const":"steer"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"content":{"$ref":"spec://protocol/#/$defs/Prompt"}},"required":["type","sessionId","content"],"$id":"spec://export/Steer"};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/Steer" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.content === undefined) && (missing0 = "content"))){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate28.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("steer" !== data0){
validate28.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "steer"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate28.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate28.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate28.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.content !== undefined){
let data3 = data.content;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 100000 && func2(data3) > 100000){
validate28.errors = [{instancePath:instancePath+"/content",schemaPath:"spec://protocol/#/$defs/Prompt/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 100000 characters"}];
return false;
}
else {
if(data3.length < 1){
validate28.errors = [{instancePath:instancePath+"/content",schemaPath:"spec://protocol/#/$defs/Prompt/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/content",schemaPath:"spec://protocol/#/$defs/Prompt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}

export const AnswerQuestion = validate29;
const schema61 = {"description":"Answers a question or a permission request. The first answer counts; later ones are `QUESTION_NOT_FOUND`.\nA question takes `answers`, or `optionId` where it offers options; a permission takes `optionId`.\n`dismissed` declines the question or rejects the permission.","type":"object","properties":{"type":{"type":"string","const":"answer_question"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"requestId":{"$ref":"spec://protocol/#/$defs/RequestId"},"answers":{"description":"By field of the question.","type":"object","additionalProperties":true},"optionId":{"$ref":"spec://protocol/#/$defs/OptionId"},"dismissed":{"type":"boolean","default":false}},"required":["type","sessionId","requestId"],"$id":"spec://export/AnswerQuestion"};
const schema64 = {"description":"Names something that an agent asks for; unique within its session.","type":"string","minLength":1,"maxLength":128};
const schema65 = {"description":"Names one of the answers that an agent accepts or offers; unique within what it asks for.","type":"string","minLength":1,"maxLength":128};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/AnswerQuestion" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.dismissed === undefined){
data.dismissed = false;
}
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.requestId === undefined) && (missing0 = "requestId"))){
validate29.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate29.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("answer_question" !== data0){
validate29.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "answer_question"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate29.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate29.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate29.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requestId !== undefined){
let data3 = data.requestId;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate29.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate29.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.answers !== undefined){
let data4 = data.answers;
const _errs12 = errors;
if(errors === _errs12){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
}
else {
validate29.errors = [{instancePath:instancePath+"/answers",schemaPath:"#/properties/answers/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.optionId !== undefined){
let data5 = data.optionId;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 128 && func2(data5) > 128){
validate29.errors = [{instancePath:instancePath+"/optionId",schemaPath:"spec://protocol/#/$defs/OptionId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data5.length < 1){
validate29.errors = [{instancePath:instancePath+"/optionId",schemaPath:"spec://protocol/#/$defs/OptionId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/optionId",schemaPath:"spec://protocol/#/$defs/OptionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs18 = errors;
if(typeof data.dismissed !== "boolean"){
validate29.errors = [{instancePath:instancePath+"/dismissed",schemaPath:"#/properties/dismissed/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs18 === errors;
}
}
}
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

export const GetHistory = validate30;
const schema66 = {"description":"Reads what was said, the newest first by page, within a page in the order it was said.","type":"object","properties":{"type":{"type":"string","const":"get_history"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"beforeSeq":{"description":"Only what was said before this place in the log.","type":"integer","minimum":1},"limit":{"type":"integer","minimum":1,"maximum":500,"default":100}},"required":["type","sessionId"],"$id":"spec://export/GetHistory"};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/GetHistory" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
data.limit = 100;
}
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate30.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("get_history" !== data0){
validate30.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "get_history"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate30.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate30.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate30.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.beforeSeq !== undefined){
let data3 = data.beforeSeq;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate30.errors = [{instancePath:instancePath+"/beforeSeq",schemaPath:"#/properties/beforeSeq/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
validate30.errors = [{instancePath:instancePath+"/beforeSeq",schemaPath:"#/properties/beforeSeq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data4 = data.limit;
const _errs11 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate30.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 500 || isNaN(data4)){
validate30.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate30.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
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

export const GetEvents = validate31;
const schema69 = {"description":"Reads the log.","type":"object","properties":{"type":{"type":"string","const":"get_events"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"afterSeq":{"$ref":"spec://protocol/#/$defs/Count","default":0},"limit":{"type":"integer","minimum":1,"maximum":1000,"default":500}},"required":["type","sessionId"],"$id":"spec://export/GetEvents"};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/GetEvents" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.afterSeq === undefined){
data.afterSeq = 0;
}
if(data.limit === undefined){
data.limit = 500;
}
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate31.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("get_events" !== data0){
validate31.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "get_events"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate31.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate31.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate31.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.afterSeq;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate31.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate31.errors = [{instancePath:instancePath+"/afterSeq",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs9 === errors;
if(valid0){
let data4 = data.limit;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate31.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000 || isNaN(data4)){
validate31.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate31.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}

export const Ping = validate32;
const schema73 = {"description":"Asks whether the gateway is there.","type":"object","properties":{"type":{"type":"string","const":"ping"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"ts":{"description":"Comes back as `clientTs`.","type":"number"}},"required":["type"],"$id":"spec://export/Ping"};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/Ping" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate32.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("ping" !== data0){
validate32.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "ping"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate32.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate32.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ts !== undefined){
let data2 = data.ts;
const _errs6 = errors;
if(!((typeof data2 == "number") && (isFinite(data2)))){
validate32.errors = [{instancePath:instancePath+"/ts",schemaPath:"#/properties/ts/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}

export const ListFiles = validate33;
const schema75 = {"description":"Lists a folder of the session's workspace.","type":"object","properties":{"type":{"type":"string","const":"list_files"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"path":{"description":"The folder; empty for the workspace itself.","$ref":"spec://protocol/#/$defs/WorkspacePath","default":""},"depth":{"description":"How many levels deep.","type":"integer","minimum":1,"maximum":10,"default":1}},"required":["type","sessionId"],"$id":"spec://export/ListFiles"};
const schema78 = {"description":"A path relative to the session's workspace, with `/` between its parts. One that is absolute, has a part `..`, holds\nNUL, or leads out of the workspace through a link is `PATH_OUTSIDE_WORKSPACE`.","type":"string","maxLength":4096};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ListFiles" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.path === undefined){
data.path = "";
}
if(data.depth === undefined){
data.depth = 1;
}
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))){
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate33.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("list_files" !== data0){
validate33.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "list_files"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate33.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate33.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate33.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.path;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 4096 && func2(data3) > 4096){
validate33.errors = [{instancePath:instancePath+"/path",schemaPath:"spec://protocol/#/$defs/WorkspacePath/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/path",schemaPath:"spec://protocol/#/$defs/WorkspacePath/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
if(valid0){
let data4 = data.depth;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate33.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 10 || isNaN(data4)){
validate33.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10},message:"must be <= 10"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate33.errors = [{instancePath:instancePath+"/depth",schemaPath:"#/properties/depth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}

export const ReadFile = validate34;
const schema79 = {"description":"Reads a file of the session's workspace as it is now.","type":"object","properties":{"type":{"type":"string","const":"read_file"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"path":{"type":"string","maxLength":4096,"minLength":1}},"required":["type","sessionId","path"],"$id":"spec://export/ReadFile"};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ReadFile" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.path === undefined) && (missing0 = "path"))){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate34.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("read_file" !== data0){
validate34.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "read_file"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate34.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate34.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate34.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
let data3 = data.path;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 4096 && func2(data3) > 4096){
validate34.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data3.length < 1){
validate34.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}

export const GetFileHistory = validate35;
const schema82 = {"description":"Lists the kept versions of a file, the oldest first. Also of one that is deleted by now. Of a file that `file_changed`\npasses over there are none.","type":"object","properties":{"type":{"type":"string","const":"file_history"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"path":{"type":"string","maxLength":4096,"minLength":1}},"required":["type","sessionId","path"],"$id":"spec://export/GetFileHistory"};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/GetFileHistory" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.path === undefined) && (missing0 = "path"))){
validate35.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate35.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("file_history" !== data0){
validate35.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "file_history"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate35.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate35.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate35.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
let data3 = data.path;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 4096 && func2(data3) > 4096){
validate35.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data3.length < 1){
validate35.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}

export const GetFileAtIteration = validate36;
const schema85 = {"description":"Reads a kept version of a file.","type":"object","properties":{"type":{"type":"string","const":"file_at_iteration"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"sessionId":{"$ref":"spec://protocol/#/$defs/SessionId"},"path":{"type":"string","maxLength":4096,"minLength":1},"iteration":{"$ref":"spec://protocol/#/$defs/Iteration"}},"required":["type","sessionId","path","iteration"],"$id":"spec://export/GetFileAtIteration"};
const schema88 = {"description":"The version of a file: 1 for the first that a turn left behind, one more for each that differs.","type":"integer","minimum":1};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/GetFileAtIteration" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.type === undefined) && (missing0 = "type")) || ((data.sessionId === undefined) && (missing0 = "sessionId"))) || ((data.path === undefined) && (missing0 = "path"))) || ((data.iteration === undefined) && (missing0 = "iteration"))){
validate36.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate36.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("file_at_iteration" !== data0){
validate36.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "file_at_iteration"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate36.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate36.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate36.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate36.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
let data3 = data.path;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 4096 && func2(data3) > 4096){
validate36.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data3.length < 1){
validate36.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate36.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.iteration !== undefined){
let data4 = data.iteration;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate36.errors = [{instancePath:instancePath+"/iteration",schemaPath:"spec://protocol/#/$defs/Iteration/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
validate36.errors = [{instancePath:instancePath+"/iteration",schemaPath:"spec://protocol/#/$defs/Iteration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid0 = _errs11 === errors;
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
else {
validate36.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate36.errors = vErrors;
return errors === 0;
}

export const ManageMembers = validate37;
const schema89 = {"description":"Lists, adds and removes members of the tenant and sets their roles.","type":"object","properties":{"type":{"type":"string","const":"manage_members"},"ref":{"description":"The direct reply, or the error, carries the same one.","$ref":"spec://protocol/#/$defs/Ref"},"action":{"type":"string","enum":["list","add","set_role","remove"]},"userId":{"description":"Needed by all but `list`.","$ref":"spec://protocol/#/$defs/UserId"},"role":{"description":"Needed by `add` and `set_role`.","$ref":"spec://protocol/#/$defs/Role"}},"required":["type","action"],"$id":"spec://export/ManageMembers"};
const schema91 = {"description":"A user's identity, as the issuer of the token writes it in `sub`.","type":"string","minLength":1,"maxLength":128};
const schema92 = {"description":"What a person is in a tenant.","type":"string","enum":["owner","admin","billing_admin","member","viewer"]};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ManageMembers" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.action === undefined) && (missing0 = "action"))){
validate37.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("manage_members" !== data0){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "manage_members"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ref !== undefined){
let data1 = data.ref;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate37.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate37.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/ref",schemaPath:"spec://protocol/#/$defs/Ref/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.action !== undefined){
let data2 = data.action;
const _errs6 = errors;
if(typeof data2 !== "string"){
validate37.errors = [{instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data2 === "list") || (data2 === "add")) || (data2 === "set_role")) || (data2 === "remove"))){
validate37.errors = [{instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema89.properties.action.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.userId !== undefined){
let data3 = data.userId;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate37.errors = [{instancePath:instancePath+"/userId",schemaPath:"spec://protocol/#/$defs/UserId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate37.errors = [{instancePath:instancePath+"/userId",schemaPath:"spec://protocol/#/$defs/UserId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/userId",schemaPath:"spec://protocol/#/$defs/UserId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
let data4 = data.role;
const _errs11 = errors;
if(typeof data4 !== "string"){
validate37.errors = [{instancePath:instancePath+"/role",schemaPath:"spec://protocol/#/$defs/Role/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data4 === "owner") || (data4 === "admin")) || (data4 === "billing_admin")) || (data4 === "member")) || (data4 === "viewer"))){
validate37.errors = [{instancePath:instancePath+"/role",schemaPath:"spec://protocol/#/$defs/Role/enum",keyword:"enum",params:{allowedValues: schema92.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs11 === errors;
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
else {
validate37.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}
