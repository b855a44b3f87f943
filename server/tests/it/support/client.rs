//! One device: it remembers its cursor, as a real one does.

use serde_json::{Value, json};
use ureq::Agent;
use yuebao_domain::wire::v1::{
    LoginAnswer, Operation, OperationOutcome, OperationResult, PROTOCOL, ProblemDetails,
    ReportState, SyncAnswer, SyncRequest,
};

use super::{PASSWORD, TestServer};

/// Never follows an error status with a panic: the tests look at it.
pub(crate) fn agent() -> Agent {
    Agent::new_with_config(
        Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build(),
    )
}

pub(crate) struct Client {
    pub(crate) token: String,
    pub(crate) cursor: u64,
    url: String,
    agent: Agent,
}

/// Status, headers and body of an answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn read(response: ureq::http::Response<ureq::Body>) -> Self {
        Self::try_read(response).unwrap()
    }

    fn try_read(response: ureq::http::Response<ureq::Body>) -> Result<Self, ureq::Error> {
        let (parts, mut body) = response.into_parts();
        Ok(Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.read_to_vec()?,
        })
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The problem, after checking that it is announced as one.
    pub(crate) fn problem(&self) -> ProblemDetails {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: ProblemDetails = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem
    }
}

pub(crate) fn try_login(server: &TestServer, user: &str, password: &str) -> Answer {
    try_login_at(&server.url(""), user, password)
}

pub(crate) fn try_login_at(url: &str, user: &str, password: &str) -> Answer {
    let body = json!({"user": user, "password": password}).to_string();
    let sent = agent()
        .post(format!("{url}/api/v1/login"))
        .header("content-type", "application/json")
        .send(body);
    Answer::read(sent.unwrap())
}

impl Client {
    pub(crate) fn login(server: &TestServer, user: &str) -> Self {
        Self::login_at(&server.url(""), user)
    }

    /// The same at the address of any server.
    pub(crate) fn login_at(url: &str, user: &str) -> Self {
        let answer = try_login_at(url, user, PASSWORD);
        assert_eq!(answer.status, 200, "{user}");
        let login: LoginAnswer = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(login.me.user, user);
        Self::with_token(url, &login.token)
    }

    /// Somebody who logged in before.
    pub(crate) fn with_token(url: &str, token: &str) -> Self {
        Self {
            token: token.to_owned(),
            cursor: 0,
            url: url.to_owned(),
            agent: agent(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let sent = self
            .agent
            .get(format!("{}{path}", self.url))
            .header("authorization", format!("Bearer {}", self.token))
            .call();
        Answer::read(sent.unwrap())
    }

    pub(crate) fn post(&self, path: &str, body: &[u8]) -> Answer {
        self.try_post(path, body).unwrap()
    }

    /// The same with a server that may go away meanwhile.
    pub(crate) fn try_post(&self, path: &str, body: &[u8]) -> Result<Answer, ureq::Error> {
        let sent = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {}", self.token))
            .send(body)?;
        Answer::try_read(sent)
    }

    pub(crate) fn request(&self, operations: Vec<Operation>) -> SyncRequest {
        SyncRequest {
            protocol: PROTOCOL,
            nonce: "nonce-1".to_owned(),
            device: "tablet".to_owned(),
            epoch: None,
            cursor: self.cursor,
            mark: None,
            operations,
        }
    }

    /// One round trip; the cursor moves on.
    pub(crate) fn sync(&mut self, operations: Vec<Operation>) -> SyncAnswer {
        let request = self.request(operations);
        let answer = self.post("/api/v1/sync", &serde_json::to_vec(&request).unwrap());
        let text = String::from_utf8_lossy(&answer.body);
        assert_eq!(answer.status, 200, "{text}");
        let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(answer.nonce, request.nonce);
        assert_eq!(answer.results.len(), request.operations.len());
        self.cursor = answer.cursor;
        answer
    }

    /// Sends one operation and returns what became of it.
    pub(crate) fn send(&mut self, operation: &Operation) -> OperationResult {
        let mut answer = self.sync(vec![operation.clone()]);
        let result = answer.results.remove(0);
        assert_eq!(result.op_id, operation.op_id);
        result
    }

    /// Sends one operation that must come to `outcome`.
    #[track_caller]
    pub(crate) fn expect(
        &mut self,
        outcome: OperationOutcome,
        operation: &Operation,
    ) -> OperationResult {
        let result = self.send(operation);
        assert_eq!(result.outcome, outcome, "{result:?}");
        result
    }

    /// A report as the server holds it now.
    pub(crate) fn report(&mut self, project: &str, month: &str) -> ReportState {
        let stood = std::mem::replace(&mut self.cursor, 0);
        let reports = self.sync(Vec::new()).changes.reports;
        self.cursor = stood;
        let mut found = reports
            .into_iter()
            .filter(|report| report.project == project && report.month.to_string() == month);
        found.next().unwrap()
    }
}
