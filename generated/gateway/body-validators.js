// Generated from spec/main.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes } from "../runtime/validation.ts";
export const SessionsCreate_body = validate10;
const schema11 = {"description":"A new session.","type":"object","properties":{"agentType":{"$ref":"spec://protocol/#/$defs/AgentType"},"name":{"$ref":"spec://protocol/#/$defs/SessionName","default":"New session"},"projectId":{"$ref":"spec://protocol/#/$defs/ProjectId"},"metadata":{"type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":["agentType"],"$id":"spec://export/SessionsCreate_body"};
const schema13 = {"description":"The kind of agent that a session runs: an entry of the agent catalogue.","type":"string","minLength":1,"maxLength":64,"pattern":"^[a-z0-9][a-z0-9._-]*$"};
const schema14 = {"description":"What people call a session.","type":"string","minLength":1,"maxLength":200};
const schema15 = {"description":"Names a project that sessions are grouped by.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const pattern0 = new RegExp("^[a-z0-9][a-z0-9._-]*$", "");
const pattern1 = new RegExp("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "");
const func2 = codePoints;
const func4 = jsonBytes;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsCreate_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
data.name = "New session";
}
let missing0;
if((data.agentType === undefined) && (missing0 = "agentType")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.agentType !== undefined){
let data0 = data.agentType;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate10.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9._-]*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9._-]*$"+"\""}];
return false;
}
else {
if(data0.length > 64 && func2(data0) > 64){
validate10.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data0.length < 1){
validate10.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/agentType",schemaPath:"spec://protocol/#/$defs/AgentType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate10.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate10.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(!pattern1.test(data2)){
validate10.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(func4(data3) > 16384){
validate10.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs10){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
}
else {
validate10.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
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
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

export const SessionsUpdate_body = validate12;
const schema16 = {"description":"What may be changed of a session. What is left out stays as it is.","type":"object","properties":{"name":{"$ref":"spec://protocol/#/$defs/SessionName"},"projectId":{"description":"Null takes the session out of its project.","anyOf":[{"$ref":"spec://protocol/#/$defs/ProjectId"},{"type":"null"}]},"metadata":{"description":"Replaces all of it.","type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":[],"$id":"spec://export/SessionsUpdate_body"};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsUpdate_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 200 && func2(data0) > 200){
validate12.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data0.length < 1){
validate12.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data1 = data.projectId;
const _errs4 = errors;
const _errs5 = errors;
let valid2 = false;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
const err0 = {instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs6 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const _errs9 = errors;
if(data1 !== null){
const err2 = {instancePath:instancePath+"/projectId",schemaPath:"#/properties/projectId/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs9 === errors;
valid2 = valid2 || _valid0;
}
if(!valid2){
const err3 = {instancePath:instancePath+"/projectId",schemaPath:"#/properties/projectId/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate12.errors = vErrors;
return false;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data2 = data.metadata;
const _errs11 = errors;
if(func4(data2) > 16384){
validate12.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs11){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
}
else {
validate12.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
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
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const SessionsRunTurn_body = validate13;
const schema19 = {"description":"A new turn: as in `run_turn`.","type":"object","properties":{"text":{"$ref":"spec://protocol/#/$defs/Prompt"},"clientTurnId":{"$ref":"spec://protocol/#/$defs/ClientTurnId"},"whenBusy":{"type":"string","enum":["reject","queue","interrupt"],"default":"reject"},"attachments":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/Attachment"},"maxItems":20}},"required":["text"],"$id":"spec://export/SessionsRunTurn_body"};
const schema20 = {"description":"What a person says to an agent.","type":"string","minLength":1,"maxLength":100000};
const schema21 = {"description":"Names a turn, as its client chose to: once per turn of a session.","type":"string","minLength":1,"maxLength":64};
const schema22 = {"description":"A file that goes with a prompt.","anyOf":[{"$ref":"spec://protocol/#/$defs/InlineAttachment"},{"$ref":"spec://protocol/#/$defs/FileAttachment"}]};
const schema23 = {"description":"A file that goes with a prompt, its bytes included.","type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":255},"mimeType":{"description":"For instance `image/png`.","type":"string","minLength":1,"maxLength":127},"data":{"$ref":"spec://protocol/#/$defs/Base64"}},"required":["name","mimeType","data"]};
const schema24 = {"description":"Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters. No bytes are no characters.","type":"string","pattern":"^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$"};
const pattern3 = new RegExp("^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$", "");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) && (missing0 = "name")) || ((data.mimeType === undefined) && (missing0 = "mimeType"))) || ((data.data === undefined) && (missing0 = "data"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func2(data0) > 255){
validate15.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate15.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate15.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 127 characters"}];
return false;
}
else {
if(data1.length < 1){
validate15.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(!pattern3.test(data2)){
validate15.errors = [{instancePath:instancePath+"/data",schemaPath:"spec://protocol/#/$defs/Base64/pattern",keyword:"pattern",params:{pattern: "^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$"},message:"must match pattern \""+"^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/data",schemaPath:"spec://protocol/#/$defs/Base64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

const schema25 = {"description":"A file that goes with a prompt and was uploaded before.","type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":255},"mimeType":{"type":"string","minLength":1,"maxLength":127},"fileId":{"$ref":"spec://protocol/#/$defs/Uuid"}},"required":["name","mimeType","fileId"]};
const schema26 = {"description":"A UUID in its usual text form.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) && (missing0 = "name")) || ((data.mimeType === undefined) && (missing0 = "mimeType"))) || ((data.fileId === undefined) && (missing0 = "fileId"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 255 && func2(data0) > 255){
validate17.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 255 characters"}];
return false;
}
else {
if(data0.length < 1){
validate17.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate17.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 127 characters"}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/mimeType",schemaPath:"#/properties/mimeType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(!pattern1.test(data2)){
validate17.errors = [{instancePath:instancePath+"/fileId",schemaPath:"spec://protocol/#/$defs/Uuid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/fileId",schemaPath:"spec://protocol/#/$defs/Uuid/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}


function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate15(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs2 = errors;
if(!(validate17(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
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
validate14.errors = vErrors;
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
validate14.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsRunTurn_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.whenBusy === undefined){
data.whenBusy = "reject";
}
let missing0;
if((data.text === undefined) && (missing0 = "text")){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.text !== undefined){
let data0 = data.text;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 100000 && func2(data0) > 100000){
validate13.errors = [{instancePath:instancePath+"/text",schemaPath:"spec://protocol/#/$defs/Prompt/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 100000 characters"}];
return false;
}
else {
if(data0.length < 1){
validate13.errors = [{instancePath:instancePath+"/text",schemaPath:"spec://protocol/#/$defs/Prompt/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/text",schemaPath:"spec://protocol/#/$defs/Prompt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.clientTurnId !== undefined){
let data1 = data.clientTurnId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate13.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(data1.length < 1){
validate13.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/clientTurnId",schemaPath:"spec://protocol/#/$defs/ClientTurnId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.whenBusy;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate13.errors = [{instancePath:instancePath+"/whenBusy",schemaPath:"#/properties/whenBusy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data2 === "reject") || (data2 === "queue")) || (data2 === "interrupt"))){
validate13.errors = [{instancePath:instancePath+"/whenBusy",schemaPath:"#/properties/whenBusy/enum",keyword:"enum",params:{allowedValues: schema19.properties.whenBusy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs7 === errors;
if(valid0){
if(data.attachments !== undefined){
let data3 = data.attachments;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data3)){
if(data3.length > 20){
validate13.errors = [{instancePath:instancePath+"/attachments",schemaPath:"#/properties/attachments/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate14(data3[i0], {instancePath:instancePath+"/attachments/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var valid3 = _errs11 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/attachments",schemaPath:"#/properties/attachments/type",keyword:"type",params:{type: "array"},message:"must be array"}];
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
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

export const SessionsSteer_body = validate20;
const schema27 = {"description":"Guidance for the running turn: as in `steer`.","type":"object","properties":{"content":{"$ref":"spec://protocol/#/$defs/Prompt"}},"required":["content"],"$id":"spec://export/SessionsSteer_body"};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsSteer_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.content === undefined) && (missing0 = "content")){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.content !== undefined){
let data0 = data.content;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 100000 && func2(data0) > 100000){
validate20.errors = [{instancePath:instancePath+"/content",schemaPath:"spec://protocol/#/$defs/Prompt/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 100000 characters"}];
return false;
}
else {
if(data0.length < 1){
validate20.errors = [{instancePath:instancePath+"/content",schemaPath:"spec://protocol/#/$defs/Prompt/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/content",schemaPath:"spec://protocol/#/$defs/Prompt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
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

export const SessionsAnswer_body = validate21;
const schema29 = {"description":"The answer to a question or permission request: as in `answer_question`.","type":"object","properties":{"requestId":{"$ref":"spec://protocol/#/$defs/RequestId"},"answers":{"type":"object","additionalProperties":true},"optionId":{"$ref":"spec://protocol/#/$defs/OptionId"},"dismissed":{"type":"boolean","default":false}},"required":["requestId"],"$id":"spec://export/SessionsAnswer_body"};
const schema30 = {"description":"Names something that an agent asks for; unique within its session.","type":"string","minLength":1,"maxLength":128};
const schema31 = {"description":"Names one of the answers that an agent accepts or offers; unique within what it asks for.","type":"string","minLength":1,"maxLength":128};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsAnswer_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.dismissed === undefined){
data.dismissed = false;
}
let missing0;
if((data.requestId === undefined) && (missing0 = "requestId")){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
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
validate21.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data0.length < 1){
validate21.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/requestId",schemaPath:"spec://protocol/#/$defs/RequestId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.answers !== undefined){
let data1 = data.answers;
const _errs4 = errors;
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
}
else {
validate21.errors = [{instancePath:instancePath+"/answers",schemaPath:"#/properties/answers/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.optionId !== undefined){
let data2 = data.optionId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(data2.length > 128 && func2(data2) > 128){
validate21.errors = [{instancePath:instancePath+"/optionId",schemaPath:"spec://protocol/#/$defs/OptionId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data2.length < 1){
validate21.errors = [{instancePath:instancePath+"/optionId",schemaPath:"spec://protocol/#/$defs/OptionId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/optionId",schemaPath:"spec://protocol/#/$defs/OptionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs10 = errors;
if(typeof data.dismissed !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/dismissed",schemaPath:"#/properties/dismissed/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
}
}
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

export const SessionsFork_body = validate22;
const schema32 = {"description":"What a new session takes over from another one.","type":"object","properties":{"seq":{"description":"The last event that is taken over; all of them by default.","type":"integer","minimum":1},"name":{"$ref":"spec://protocol/#/$defs/SessionName"}},"required":[],"$id":"spec://export/SessionsFork_body"};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/SessionsFork_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.seq !== undefined){
let data0 = data.seq;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate22.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs1){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
validate22.errors = [{instancePath:instancePath+"/seq",schemaPath:"#/properties/seq/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
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
if(data.name !== undefined){
let data1 = data.name;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 200 && func2(data1) > 200){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data1.length < 1){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/SessionName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
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

export const MeUpdatePreferences_body = validate23;
const schema34 = {"description":"What is to change of the preferences: null removes a key, what is left out stays.","type":"object","properties":{"preferences":{"description":"At most `configPatchKeys` keys.","type":"object","additionalProperties":true}},"required":["preferences"],"$id":"spec://export/MeUpdatePreferences_body"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeUpdatePreferences_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.preferences === undefined) && (missing0 = "preferences")){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.preferences !== undefined){
let data0 = data.preferences;
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
}
else {
validate23.errors = [{instancePath:instancePath+"/preferences",schemaPath:"#/properties/preferences/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
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

export const MeWriteDevice_body = validate24;
const schema35 = {"description":"What is said of a device.","type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":200},"platform":{"type":"string","maxLength":64},"pushToken":{"type":"string","maxLength":4096},"capabilities":{"type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":["name"],"$id":"spec://export/MeWriteDevice_body"};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/MeWriteDevice_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.name === undefined) && (missing0 = "name")){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 200 && func2(data0) > 200){
validate24.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
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
if(data.platform !== undefined){
let data1 = data.platform;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 64 && func2(data1) > 64){
validate24.errors = [{instancePath:instancePath+"/platform",schemaPath:"#/properties/platform/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 64 characters"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/platform",schemaPath:"#/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pushToken !== undefined){
let data2 = data.pushToken;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 4096 && func2(data2) > 4096){
validate24.errors = [{instancePath:instancePath+"/pushToken",schemaPath:"#/properties/pushToken/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 4096 characters"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/pushToken",schemaPath:"#/properties/pushToken/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.capabilities !== undefined){
let data3 = data.capabilities;
const _errs7 = errors;
if(func4(data3) > 16384){
validate24.errors = [{instancePath:instancePath+"/capabilities",schemaPath:"#/properties/capabilities/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs7){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
}
else {
validate24.errors = [{instancePath:instancePath+"/capabilities",schemaPath:"#/properties/capabilities/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
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
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

export const TenantSettingsUpdate_body = validate25;
const schema36 = {"description":"What is to change of the settings: null removes a key, what is left out stays.","type":"object","properties":{"settings":{"description":"At most `configPatchKeys` keys.","type":"object","additionalProperties":true}},"required":["settings"],"$id":"spec://export/TenantSettingsUpdate_body"};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/TenantSettingsUpdate_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.settings === undefined) && (missing0 = "settings")){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.settings !== undefined){
let data0 = data.settings;
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
}
else {
validate25.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}

export const ProjectsCreate_body = validate26;
const schema37 = {"description":"A new project.","type":"object","properties":{"name":{"$ref":"spec://protocol/#/$defs/ProjectName"},"description":{"type":"string","maxLength":2000,"default":""},"metadata":{"type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":["name"],"$id":"spec://export/ProjectsCreate_body"};
const schema38 = {"description":"What people call a project.","type":"string","minLength":1,"maxLength":200};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsCreate_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.description === undefined){
data.description = "";
}
let missing0;
if((data.name === undefined) && (missing0 = "name")){
validate26.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 200 && func2(data0) > 200){
validate26.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/ProjectName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data0.length < 1){
validate26.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/ProjectName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/ProjectName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.description;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 2000 && func2(data1) > 2000){
validate26.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 2000 characters"}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
if(data.metadata !== undefined){
let data2 = data.metadata;
const _errs6 = errors;
if(func4(data2) > 16384){
validate26.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
}
else {
validate26.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
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
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}

export const ProjectsUpdate_body = validate27;
const schema39 = {"description":"What may be changed of a project. What is left out stays as it is.","type":"object","properties":{"name":{"$ref":"spec://protocol/#/$defs/ProjectName"},"description":{"type":"string","maxLength":2000},"metadata":{"description":"Replaces all of it.","type":"object","additionalProperties":true,"x-max-json-bytes":16384}},"required":[],"$id":"spec://export/ProjectsUpdate_body"};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ProjectsUpdate_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name !== undefined){
let data0 = data.name;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 200 && func2(data0) > 200){
validate27.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/ProjectName/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 200 characters"}];
return false;
}
else {
if(data0.length < 1){
validate27.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/ProjectName/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/name",schemaPath:"spec://protocol/#/$defs/ProjectName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data1 = data.description;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 2000 && func2(data1) > 2000){
validate27.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 2000 characters"}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data2 = data.metadata;
const _errs6 = errors;
if(func4(data2) > 16384){
validate27.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 16384 bytes as JSON"}];
return false;
}
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
}
else {
validate27.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
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
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}
