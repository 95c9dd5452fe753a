//! A server as a process: started, found ready, looked at, stopped.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::http::Connection;

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a server is started; `PORT` among the arguments stands for its port.
#[derive(Clone, Debug)]
pub struct Program {
    pub name: String,
    command: Vec<String>,
}

/// A server that answers.
pub struct Running {
    pub address: SocketAddr,
    /// From the start of the process to the first answer.
    pub ready_after: Duration,
    child: Child,
}

impl Program {
    /// From `NAME=COMMAND`, the command in words.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, command) = text.split_once('=')?;
        Some(Self { name: name.to_owned(), command: command.split_whitespace().map(str::to_owned).collect() })
    }

    pub async fn start(&self) -> io::Result<Running> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let words: Vec<_> = self.command.iter().map(|word| word.replace("PORT", &port.to_string())).collect();
        let (program, arguments) = words.split_first().ok_or_else(|| io::Error::other("no command"))?;
        let began = Instant::now();
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        while began.elapsed() < PATIENCE {
            if let Ok((200, _)) = Connection::new(address).send("ListTables", "{}").await {
                return Ok(Running { address, ready_after: began.elapsed(), child });
            }
            if let Some(status) = child.try_wait()? {
                return Err(io::Error::other(format!("{}: ended with {status}", self.name)));
            }
            sleep(Duration::from_micros(200)).await;
        }
        Err(io::Error::other(format!("{}: does not answer", self.name)))
    }
}

impl Running {
    /// The memory that the process holds, in bytes.
    pub fn memory(&self) -> io::Result<u64> {
        let id = self.child.id().ok_or_else(|| io::Error::other("the server is gone"))?;
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
        kilobytes.map(|kilobytes| kilobytes * 1024).ok_or_else(|| io::Error::other("no VmRSS"))
    }

    pub async fn stop(mut self) -> io::Result<()> {
        self.child.kill().await
    }
}
