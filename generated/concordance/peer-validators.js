// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes, utf8Bytes } from "../runtime/validation.ts";
export const PeerMessage = validate10;
const schema11 = {"description":"Everything that a node sends to another one.","type":"object","required":["kind"],"properties":{"kind":{"enum":["vote_request","vote_response","append_request","append_response","heartbeat","heartbeat_response","snapshot_chunk","snapshot_response","timeout_now","read_request","read_response"]}},"discriminator":{"propertyName":"kind"},"oneOf":[{"$ref":"spec://protocol/#/$defs/PeerVoteRequest"},{"$ref":"spec://protocol/#/$defs/PeerVoteResponse"},{"$ref":"spec://protocol/#/$defs/PeerAppendRequest"},{"$ref":"spec://protocol/#/$defs/PeerAppendResponse"},{"$ref":"spec://protocol/#/$defs/PeerHeartbeat"},{"$ref":"spec://protocol/#/$defs/PeerHeartbeatResponse"},{"$ref":"spec://protocol/#/$defs/PeerSnapshotChunk"},{"$ref":"spec://protocol/#/$defs/PeerSnapshotResponse"},{"$ref":"spec://protocol/#/$defs/PeerTimeoutNow"},{"$ref":"spec://protocol/#/$defs/PeerReadRequest"},{"$ref":"spec://protocol/#/$defs/PeerReadResponse"}],"$id":"spec://export/PeerMessage"};
const schema13 = {"description":"Asks for a vote. A pre-vote asks whether it would be given, and changes nothing.","type":"object","properties":{"kind":{"type":"string","const":"vote_request"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"pre":{"type":"boolean"},"lastIndex":{"$ref":"spec://protocol/#/$defs/Count"},"lastTerm":{"$ref":"spec://protocol/#/$defs/Count"},"transfer":{"description":"The leader itself asked the candidate to take over.","type":"boolean"}},"required":["kind","cluster","from","to","term","pre","lastIndex","lastTerm","transfer"]};
const schema14 = {"description":"Names a cluster: chosen at random when it is begun, and again when one is restored from a backup.","type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$","x-pattern-message":"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"};
const schema15 = {"description":"Names a node for good: with another data folder it has another id.","type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$","x-pattern-message":"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"};
const schema17 = {"description":"A number of things; zero or more.","type":"integer","minimum":0,"maximum":9007199254740991};
const pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.pre === undefined) && (missing0 = "pre"))) || ((data.lastIndex === undefined) && (missing0 = "lastIndex"))) || ((data.lastTerm === undefined) && (missing0 = "lastTerm"))) || ((data.transfer === undefined) && (missing0 = "transfer"))){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate12.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("vote_request" !== data0){
validate12.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "vote_request"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate12.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate12.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate12.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate12.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate12.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate12.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pre !== undefined){
const _errs15 = errors;
if(typeof data.pre !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/pre",schemaPath:"#/properties/pre/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastIndex !== undefined){
let data6 = data.lastIndex;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate12.errors = [{instancePath:instancePath+"/lastIndex",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate12.errors = [{instancePath:instancePath+"/lastIndex",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate12.errors = [{instancePath:instancePath+"/lastIndex",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lastTerm !== undefined){
let data7 = data.lastTerm;
const _errs20 = errors;
const _errs21 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate12.errors = [{instancePath:instancePath+"/lastTerm",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs21){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate12.errors = [{instancePath:instancePath+"/lastTerm",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate12.errors = [{instancePath:instancePath+"/lastTerm",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.transfer !== undefined){
const _errs23 = errors;
if(typeof data.transfer !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/transfer",schemaPath:"#/properties/transfer/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs23 === errors;
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
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

const schema20 = {"description":"Gives a vote, or does not.","type":"object","properties":{"kind":{"type":"string","const":"vote_response"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"pre":{"type":"boolean"},"granted":{"type":"boolean"}},"required":["kind","cluster","from","to","term","pre","granted"]};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.pre === undefined) && (missing0 = "pre"))) || ((data.granted === undefined) && (missing0 = "granted"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate13.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("vote_response" !== data0){
validate13.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "vote_response"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate13.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate13.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate13.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate13.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate13.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate13.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pre !== undefined){
const _errs15 = errors;
if(typeof data.pre !== "boolean"){
validate13.errors = [{instancePath:instancePath+"/pre",schemaPath:"#/properties/pre/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.granted !== undefined){
const _errs17 = errors;
if(typeof data.granted !== "boolean"){
validate13.errors = [{instancePath:instancePath+"/granted",schemaPath:"#/properties/granted/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
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
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

const schema25 = {"description":"Entries that follow the one at `prevIndex`.","type":"object","properties":{"kind":{"type":"string","const":"append_request"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"prevIndex":{"$ref":"spec://protocol/#/$defs/Count"},"prevTerm":{"$ref":"spec://protocol/#/$defs/Count"},"entries":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/PeerEntry"},"maxItems":100},"commit":{"$ref":"spec://protocol/#/$defs/Count"}},"required":["kind","cluster","from","to","term","prevIndex","prevTerm","entries","commit"]};
const schema32 = {"description":"An entry of the log.","type":"object","required":["kind"],"properties":{"kind":{"enum":["command","noop","membership"]}},"discriminator":{"propertyName":"kind"},"oneOf":[{"$ref":"spec://protocol/#/$defs/PeerCommand"},{"$ref":"spec://protocol/#/$defs/PeerNoop"},{"$ref":"spec://protocol/#/$defs/PeerMembership"}]};
const schema38 = {"description":"A batch of operations.","type":"object","properties":{"index":{"type":"integer","minimum":1,"maximum":9007199254740991},"term":{"description":"The term of the leader that appended it.","type":"integer","minimum":1,"maximum":9007199254740991},"kind":{"type":"string","const":"command"},"payload":{"description":"The text of the command.","type":"string"}},"required":["index","term","kind","payload"]};
const schema39 = {"description":"Written by a new leader, to commit what its predecessors left.","type":"object","properties":{"index":{"type":"integer","minimum":1,"maximum":9007199254740991},"term":{"description":"The term of the leader that appended it.","type":"integer","minimum":1,"maximum":9007199254740991},"kind":{"type":"string","const":"noop"},"payload":{"type":"null"}},"required":["index","term","kind","payload"]};
const schema33 = {"description":"Who belongs to the cluster from here on.","type":"object","properties":{"index":{"type":"integer","minimum":1,"maximum":9007199254740991},"term":{"description":"The term of the leader that appended it.","type":"integer","minimum":1,"maximum":9007199254740991},"kind":{"type":"string","const":"membership"},"payload":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/PeerMember"}}},"required":["index","term","kind","payload"]};
const schema34 = {"description":"A member of the cluster as the log has it.","type":"object","properties":{"id":{"$ref":"spec://protocol/#/$defs/NodeId"},"address":{"$ref":"spec://protocol/#/$defs/Address"},"role":{"$ref":"spec://protocol/#/$defs/MemberRole"}},"required":["id","address","role"]};
const schema36 = {"description":"Where a node is reached by the others: `host:port`, an IPv6 address in brackets.","type":"string","maxLength":261,"pattern":"^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$","x-pattern-message":"must be host:port","x-max-bytes":261};
const schema37 = {"description":"What a member counts for.","type":"string","enum":["voter","joining","learner"]};
const pattern10 = new RegExp("^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$");
const func2 = codePoints;
const func3 = utf8Bytes;

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.id === undefined) && (missing0 = "id")) || ((data.address === undefined) && (missing0 = "address"))) || ((data.role === undefined) && (missing0 = "role"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
let data0 = data.id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate17.errors = [{instancePath:instancePath+"/id",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/id",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data1 = data.address;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 261 && func2(data1) > 261){
validate17.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 261 characters"}];
return false;
}
else {
if(data1.length > 87 && func3(data1) > 261){
validate17.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 261 bytes"}];
return false;
}
else {
if(!pattern10.test(data1)){
validate17.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/pattern",keyword:"pattern",params:{},message:"must be host:port"}];
return false;
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
let data2 = data.role;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate17.errors = [{instancePath:instancePath+"/role",schemaPath:"spec://protocol/#/$defs/MemberRole/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data2 === "voter") || (data2 === "joining")) || (data2 === "learner"))){
validate17.errors = [{instancePath:instancePath+"/role",schemaPath:"spec://protocol/#/$defs/MemberRole/enum",keyword:"enum",params:{allowedValues: schema37.enum},message:"must be equal to one of the allowed values"}];
return false;
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
if(((((data.index === undefined) && (missing0 = "index")) || ((data.term === undefined) && (missing0 = "term"))) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.payload === undefined) && (missing0 = "payload"))){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.index !== undefined){
let data0 = data.index;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate16.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs1){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate16.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate16.errors = [{instancePath:instancePath+"/index",schemaPath:"#/properties/index/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data1 = data.term;
const _errs3 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate16.errors = [{instancePath:instancePath+"/term",schemaPath:"#/properties/term/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate16.errors = [{instancePath:instancePath+"/term",schemaPath:"#/properties/term/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate16.errors = [{instancePath:instancePath+"/term",schemaPath:"#/properties/term/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data2 = data.kind;
const _errs5 = errors;
if(typeof data2 !== "string"){
validate16.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("membership" !== data2){
validate16.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "membership"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.payload !== undefined){
let data3 = data.payload;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs9 = errors;
if(!(validate17(data3[i0], {instancePath:instancePath+"/payload/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid1 = _errs9 === errors;
if(!valid1){
break;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "array"},message:"must be array"}];
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
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}


function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.kind === undefined) && (missing0 = "kind")){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs2 = errors;
if(!(((data0 === "command") || (data0 === "noop")) || (data0 === "membership"))){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema32.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const tag0 = data.kind;
if(typeof tag0 == "string"){
if(tag0 === "command"){
const _errs4 = errors;
if(errors === _errs4){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((((data.index === undefined) && (missing1 = "index")) || ((data.term === undefined) && (missing1 = "term"))) || ((data.kind === undefined) && (missing1 = "kind"))) || ((data.payload === undefined) && (missing1 = "payload"))){
validate15.errors = [{instancePath,schemaPath:"spec://protocol/#/$defs/PeerCommand/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data.index !== undefined){
let data1 = data.index;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate15.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/index/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate15.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/index/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate15.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/index/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid4 = _errs6 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.term !== undefined){
let data2 = data.term;
const _errs8 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate15.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/term/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs8){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate15.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/term/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate15.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/term/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid4 = _errs8 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.kind !== undefined){
let data3 = data.kind;
const _errs10 = errors;
if(typeof data3 !== "string"){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("command" !== data3){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/kind/const",keyword:"const",params:{allowedValue: "command"},message:"must be equal to constant"}];
return false;
}
var valid4 = _errs10 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.payload !== undefined){
const _errs12 = errors;
if(typeof data.payload !== "string"){
validate15.errors = [{instancePath:instancePath+"/payload",schemaPath:"spec://protocol/#/$defs/PeerCommand/properties/payload/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs12 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"spec://protocol/#/$defs/PeerCommand/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "noop"){
const _errs15 = errors;
if(errors === _errs15){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((((data.index === undefined) && (missing2 = "index")) || ((data.term === undefined) && (missing2 = "term"))) || ((data.kind === undefined) && (missing2 = "kind"))) || ((data.payload === undefined) && (missing2 = "payload"))){
validate15.errors = [{instancePath,schemaPath:"spec://protocol/#/$defs/PeerNoop/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data.index !== undefined){
let data5 = data.index;
const _errs17 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate15.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/index/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate15.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/index/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate15.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/index/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid7 = _errs17 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data.term !== undefined){
let data6 = data.term;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate15.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/term/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate15.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/term/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate15.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/term/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid7 = _errs19 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data.kind !== undefined){
let data7 = data.kind;
const _errs21 = errors;
if(typeof data7 !== "string"){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("noop" !== data7){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/kind/const",keyword:"const",params:{allowedValue: "noop"},message:"must be equal to constant"}];
return false;
}
var valid7 = _errs21 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data.payload !== undefined){
const _errs23 = errors;
if(data.payload !== null){
validate15.errors = [{instancePath:instancePath+"/payload",schemaPath:"spec://protocol/#/$defs/PeerNoop/properties/payload/type",keyword:"type",params:{type: "null"},message:"must be null"}];
return false;
}
var valid7 = _errs23 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"spec://protocol/#/$defs/PeerNoop/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "membership"){
if(!(validate16(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf"}];
return false;
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string"}];
return false;
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


function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.prevIndex === undefined) && (missing0 = "prevIndex"))) || ((data.prevTerm === undefined) && (missing0 = "prevTerm"))) || ((data.entries === undefined) && (missing0 = "entries"))) || ((data.commit === undefined) && (missing0 = "commit"))){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate14.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("append_request" !== data0){
validate14.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "append_request"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate14.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate14.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate14.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate14.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate14.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate14.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.prevIndex !== undefined){
let data5 = data.prevIndex;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate14.errors = [{instancePath:instancePath+"/prevIndex",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate14.errors = [{instancePath:instancePath+"/prevIndex",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate14.errors = [{instancePath:instancePath+"/prevIndex",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.prevTerm !== undefined){
let data6 = data.prevTerm;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate14.errors = [{instancePath:instancePath+"/prevTerm",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate14.errors = [{instancePath:instancePath+"/prevTerm",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate14.errors = [{instancePath:instancePath+"/prevTerm",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.entries !== undefined){
let data7 = data.entries;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data7)){
if(data7.length > 100){
validate14.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"}];
return false;
}
else {
var valid7 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
const _errs23 = errors;
if(!(validate15(data7[i0], {instancePath:instancePath+"/entries/" + i0,parentData:data7,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
var valid7 = _errs23 === errors;
if(!valid7){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.commit !== undefined){
let data9 = data.commit;
const _errs24 = errors;
const _errs25 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate14.errors = [{instancePath:instancePath+"/commit",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs25){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 9007199254740991 || isNaN(data9)){
validate14.errors = [{instancePath:instancePath+"/commit",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate14.errors = [{instancePath:instancePath+"/commit",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs24 === errors;
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
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

const schema41 = {"description":"Up to where the follower's log is the leader's, durably.","type":"object","properties":{"kind":{"type":"string","const":"append_response"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"match":{"description":"Null when the request did not fit.","anyOf":[{"$ref":"spec://protocol/#/$defs/Count"},{"type":"null"}]},"rejected":{"description":"The `prevIndex` that did not fit, and where the leader should look instead.","$ref":"spec://protocol/#/$defs/Count"},"hintIndex":{"$ref":"spec://protocol/#/$defs/Count"},"hintTerm":{"$ref":"spec://protocol/#/$defs/Count"}},"required":["kind","cluster","from","to","term","match","rejected","hintIndex","hintTerm"]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.match === undefined) && (missing0 = "match"))) || ((data.rejected === undefined) && (missing0 = "rejected"))) || ((data.hintIndex === undefined) && (missing0 = "hintIndex"))) || ((data.hintTerm === undefined) && (missing0 = "hintTerm"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate21.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("append_response" !== data0){
validate21.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "append_response"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate21.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate21.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate21.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate21.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate21.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate21.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.match !== undefined){
let data5 = data.match;
const _errs15 = errors;
const _errs16 = errors;
let valid5 = false;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err0 = {instancePath:instancePath+"/match",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(errors === _errs18){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
const err1 = {instancePath:instancePath+"/match",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
if(data5 < 0 || isNaN(data5)){
const err2 = {instancePath:instancePath+"/match",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
var _valid0 = _errs17 === errors;
valid5 = valid5 || _valid0;
if(!valid5){
const _errs20 = errors;
if(data5 !== null){
const err3 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs20 === errors;
valid5 = valid5 || _valid0;
}
if(!valid5){
const err4 = {instancePath:instancePath+"/match",schemaPath:"#/properties/match/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rejected !== undefined){
let data6 = data.rejected;
const _errs22 = errors;
const _errs23 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate21.errors = [{instancePath:instancePath+"/rejected",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs23){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate21.errors = [{instancePath:instancePath+"/rejected",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate21.errors = [{instancePath:instancePath+"/rejected",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hintIndex !== undefined){
let data7 = data.hintIndex;
const _errs25 = errors;
const _errs26 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate21.errors = [{instancePath:instancePath+"/hintIndex",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs26){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate21.errors = [{instancePath:instancePath+"/hintIndex",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate21.errors = [{instancePath:instancePath+"/hintIndex",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hintTerm !== undefined){
let data8 = data.hintTerm;
const _errs28 = errors;
const _errs29 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate21.errors = [{instancePath:instancePath+"/hintTerm",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs29){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate21.errors = [{instancePath:instancePath+"/hintTerm",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate21.errors = [{instancePath:instancePath+"/hintTerm",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs28 === errors;
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
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

const schema50 = {"description":"The leader is there.","type":"object","properties":{"kind":{"type":"string","const":"heartbeat"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"commit":{"$ref":"spec://protocol/#/$defs/Count"},"round":{"description":"Which of the leader's rounds it belongs to; 0: it wants no answer, and only tells what is committed.","$ref":"spec://protocol/#/$defs/Count"}},"required":["kind","cluster","from","to","term","commit","round"]};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.commit === undefined) && (missing0 = "commit"))) || ((data.round === undefined) && (missing0 = "round"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate22.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("heartbeat" !== data0){
validate22.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "heartbeat"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate22.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate22.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate22.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate22.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate22.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate22.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.commit !== undefined){
let data5 = data.commit;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate22.errors = [{instancePath:instancePath+"/commit",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate22.errors = [{instancePath:instancePath+"/commit",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate22.errors = [{instancePath:instancePath+"/commit",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.round !== undefined){
let data6 = data.round;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate22.errors = [{instancePath:instancePath+"/round",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate22.errors = [{instancePath:instancePath+"/round",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate22.errors = [{instancePath:instancePath+"/round",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
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
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

const schema57 = {"description":"The follower has heard it.","type":"object","properties":{"kind":{"type":"string","const":"heartbeat_response"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"round":{"$ref":"spec://protocol/#/$defs/Count"}},"required":["kind","cluster","from","to","term","round"]};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.round === undefined) && (missing0 = "round"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate23.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("heartbeat_response" !== data0){
validate23.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "heartbeat_response"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate23.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate23.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate23.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate23.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate23.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.round !== undefined){
let data5 = data.round;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate23.errors = [{instancePath:instancePath+"/round",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate23.errors = [{instancePath:instancePath+"/round",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate23.errors = [{instancePath:instancePath+"/round",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
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
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

const schema63 = {"description":"A part of a snapshot.","type":"object","properties":{"kind":{"type":"string","const":"snapshot_chunk"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"snapshot":{"$ref":"spec://protocol/#/$defs/PeerSnapshot"},"offset":{"description":"Where in the snapshot's file it begins.","$ref":"spec://protocol/#/$defs/Count"},"data":{"$ref":"spec://protocol/#/$defs/Base64"},"done":{"description":"It is the last one.","type":"boolean"}},"required":["kind","cluster","from","to","term","snapshot","offset","data","done"]};
const schema72 = {"description":"Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters.","type":"string","pattern":"^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$","x-pattern-message":"must be base64"};
const pattern23 = new RegExp("^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$");
const schema68 = {"description":"What a snapshot stands for: the log up to and including `index`.","type":"object","properties":{"index":{"$ref":"spec://protocol/#/$defs/Count"},"term":{"$ref":"spec://protocol/#/$defs/Count"},"membership":{"type":"array","items":{"$ref":"spec://protocol/#/$defs/PeerMember"}}},"required":["index","term","membership"]};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.index === undefined) && (missing0 = "index")) || ((data.term === undefined) && (missing0 = "term"))) || ((data.membership === undefined) && (missing0 = "membership"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.index !== undefined){
let data0 = data.index;
const _errs1 = errors;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate25.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate25.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate25.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data1 = data.term;
const _errs4 = errors;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate25.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate25.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate25.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.membership !== undefined){
let data2 = data.membership;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data2)){
var valid3 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs9 = errors;
if(!(validate17(data2[i0], {instancePath:instancePath+"/membership/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid3 = _errs9 === errors;
if(!valid3){
break;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/membership",schemaPath:"#/properties/membership/type",keyword:"type",params:{type: "array"},message:"must be array"}];
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
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.snapshot === undefined) && (missing0 = "snapshot"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.data === undefined) && (missing0 = "data"))) || ((data.done === undefined) && (missing0 = "done"))){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate24.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("snapshot_chunk" !== data0){
validate24.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "snapshot_chunk"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate24.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate24.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate24.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate24.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate24.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate24.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.snapshot !== undefined){
const _errs15 = errors;
if(!(validate25(data.snapshot, {instancePath:instancePath+"/snapshot",parentData:data,parentDataProperty:"snapshot",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data6 = data.offset;
const _errs16 = errors;
const _errs17 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate24.errors = [{instancePath:instancePath+"/offset",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate24.errors = [{instancePath:instancePath+"/offset",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate24.errors = [{instancePath:instancePath+"/offset",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data7 = data.data;
const _errs19 = errors;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data7 === "string"){
if(!pattern23.test(data7)){
validate24.errors = [{instancePath:instancePath+"/data",schemaPath:"spec://protocol/#/$defs/Base64/pattern",keyword:"pattern",params:{},message:"must be base64"}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/data",schemaPath:"spec://protocol/#/$defs/Base64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.done !== undefined){
const _errs22 = errors;
if(typeof data.done !== "boolean"){
validate24.errors = [{instancePath:instancePath+"/done",schemaPath:"#/properties/done/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs22 === errors;
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
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

const schema73 = {"description":"Asks for the part at `offset`.","type":"object","properties":{"kind":{"type":"string","const":"snapshot_response"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"index":{"$ref":"spec://protocol/#/$defs/Count"},"offset":{"$ref":"spec://protocol/#/$defs/Count"}},"required":["kind","cluster","from","to","term","index","offset"]};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.index === undefined) && (missing0 = "index"))) || ((data.offset === undefined) && (missing0 = "offset"))){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate28.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("snapshot_response" !== data0){
validate28.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "snapshot_response"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate28.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate28.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate28.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate28.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate28.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate28.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.index !== undefined){
let data5 = data.index;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate28.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate28.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate28.errors = [{instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data6 = data.offset;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate28.errors = [{instancePath:instancePath+"/offset",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate28.errors = [{instancePath:instancePath+"/offset",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate28.errors = [{instancePath:instancePath+"/offset",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
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
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}

const schema80 = {"description":"Asks the receiver to stand for election at once.","type":"object","properties":{"kind":{"type":"string","const":"timeout_now"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"}},"required":["kind","cluster","from","to","term"]};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))){
validate29.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate29.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("timeout_now" !== data0){
validate29.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "timeout_now"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate29.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate29.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate29.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate29.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate29.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate29.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
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
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

const schema85 = {"description":"Asks up to where the sender must have applied the log to serve the reads that it has now.","type":"object","properties":{"kind":{"type":"string","const":"read_request"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"context":{"$ref":"spec://protocol/#/$defs/PeerReadContext"}},"required":["kind","cluster","from","to","term","context"]};
const schema90 = {"description":"What a node recognises the answer to a `read_request` by.","type":"string","minLength":1,"maxLength":256};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.context === undefined) && (missing0 = "context"))){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate30.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("read_request" !== data0){
validate30.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "read_request"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate30.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate30.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate30.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate30.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate30.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate30.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.context !== undefined){
let data5 = data.context;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 256 && func2(data5) > 256){
validate30.errors = [{instancePath:instancePath+"/context",schemaPath:"spec://protocol/#/$defs/PeerReadContext/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data5.length < 1){
validate30.errors = [{instancePath:instancePath+"/context",schemaPath:"spec://protocol/#/$defs/PeerReadContext/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/context",schemaPath:"spec://protocol/#/$defs/PeerReadContext/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}

const schema91 = {"description":"Answers a `read_request`.","type":"object","properties":{"kind":{"type":"string","const":"read_response"},"cluster":{"$ref":"spec://protocol/#/$defs/ClusterId"},"from":{"$ref":"spec://protocol/#/$defs/NodeId"},"to":{"$ref":"spec://protocol/#/$defs/NodeId"},"term":{"description":"The sender's term; in a pre-vote the term that the candidate would begin.","$ref":"spec://protocol/#/$defs/Count"},"context":{"$ref":"spec://protocol/#/$defs/PeerReadContext"},"index":{"description":"Null when the node that was asked does not lead.","anyOf":[{"$ref":"spec://protocol/#/$defs/Count"},{"type":"null"}]}},"required":["kind","cluster","from","to","term","context","index"]};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.cluster === undefined) && (missing0 = "cluster"))) || ((data.from === undefined) && (missing0 = "from"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.term === undefined) && (missing0 = "term"))) || ((data.context === undefined) && (missing0 = "context"))) || ((data.index === undefined) && (missing0 = "index"))){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate31.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("read_response" !== data0){
validate31.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "read_response"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined){
let data1 = data.cluster;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate31.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/cluster",schemaPath:"spec://protocol/#/$defs/ClusterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate31.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/from",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data3 = data.to;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate31.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/to",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.term !== undefined){
let data4 = data.term;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate31.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate31.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate31.errors = [{instancePath:instancePath+"/term",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.context !== undefined){
let data5 = data.context;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 256 && func2(data5) > 256){
validate31.errors = [{instancePath:instancePath+"/context",schemaPath:"spec://protocol/#/$defs/PeerReadContext/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data5.length < 1){
validate31.errors = [{instancePath:instancePath+"/context",schemaPath:"spec://protocol/#/$defs/PeerReadContext/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/context",schemaPath:"spec://protocol/#/$defs/PeerReadContext/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.index !== undefined){
let data6 = data.index;
const _errs18 = errors;
const _errs19 = errors;
let valid6 = false;
const _errs20 = errors;
const _errs21 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err0 = {instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(errors === _errs21){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
const err1 = {instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
if(data6 < 0 || isNaN(data6)){
const err2 = {instancePath:instancePath+"/index",schemaPath:"spec://protocol/#/$defs/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
var _valid0 = _errs20 === errors;
valid6 = valid6 || _valid0;
if(!valid6){
const _errs23 = errors;
if(data6 !== null){
const err3 = {instancePath:instancePath+"/index",schemaPath:"#/properties/index/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs23 === errors;
valid6 = valid6 || _valid0;
}
if(!valid6){
const err4 = {instancePath:instancePath+"/index",schemaPath:"#/properties/index/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate31.errors = vErrors;
return false;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs18 === errors;
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
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/PeerMessage" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.kind === undefined) && (missing0 = "kind")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs2 = errors;
if(!(((((((((((data0 === "vote_request") || (data0 === "vote_response")) || (data0 === "append_request")) || (data0 === "append_response")) || (data0 === "heartbeat")) || (data0 === "heartbeat_response")) || (data0 === "snapshot_chunk")) || (data0 === "snapshot_response")) || (data0 === "timeout_now")) || (data0 === "read_request")) || (data0 === "read_response"))){
validate10.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema11.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const tag0 = data.kind;
if(typeof tag0 == "string"){
if(tag0 === "vote_request"){
if(!(validate12(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
else if(tag0 === "vote_response"){
if(!(validate13(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
}
else if(tag0 === "append_request"){
if(!(validate14(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
}
else if(tag0 === "append_response"){
if(!(validate21(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
else if(tag0 === "heartbeat"){
if(!(validate22(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
else if(tag0 === "heartbeat_response"){
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
else if(tag0 === "snapshot_chunk"){
if(!(validate24(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
else if(tag0 === "snapshot_response"){
if(!(validate28(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
else if(tag0 === "timeout_now"){
if(!(validate29(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
else if(tag0 === "read_request"){
if(!(validate30(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
else if(tag0 === "read_response"){
if(!(validate31(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf"}];
return false;
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string"}];
return false;
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
