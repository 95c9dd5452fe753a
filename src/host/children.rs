//! What stands directly inside of a node.

use super::{NodeId, NodeKind, TextPart};

impl NodeKind {
    /// Calls `visit` with every node directly inside, in order.
    pub fn each_child(&self, mut visit: impl FnMut(NodeId)) {
        match self {
            Self::Text(parts) => {
                for part in parts {
                    if let TextPart::Hole(id) = part {
                        visit(*id);
                    }
                }
            }
            Self::Number(_) | Self::Bool(_) | Self::Null | Self::Name(_) | Self::Import { .. } => {}
            Self::Member { base, .. } => visit(*base),
            Self::Index { base, index } => {
                visit(*base);
                visit(*index);
            }
            Self::Call { callee, arguments, .. } => {
                visit(*callee);
                arguments.iter().for_each(|argument| visit(argument.value));
            }
            Self::Object { entries, .. } => {
                for entry in entries {
                    visit(entry.key);
                    if entry.value != entry.key {
                        visit(entry.value);
                    }
                }
            }
            Self::List(all) | Self::Block(all) | Self::Other(all) => all.iter().for_each(|id| visit(*id)),
            Self::Binary { left, right, .. } => {
                visit(*left);
                visit(*right);
            }
            Self::Not(operand) => visit(*operand),
            Self::Conditional { test, then, otherwise } => {
                visit(*test);
                visit(*then);
                visit(*otherwise);
            }
            Self::Assign { target, value, .. } => {
                visit(*target);
                visit(*value);
            }
            Self::Function { parameters, body, .. } => {
                parameters.iter().filter_map(|parameter| parameter.default).for_each(&mut visit);
                visit(*body);
            }
            Self::Class { body, .. } => visit(*body),
            Self::If { test, branches } => {
                visit(*test);
                branches.iter().for_each(|id| visit(*id));
            }
            Self::Loop { head, body } => {
                head.iter().for_each(|id| visit(*id));
                visit(*body);
            }
            Self::Try { body, handlers } => {
                visit(*body);
                handlers.iter().for_each(|id| visit(*id));
            }
            Self::Return(value) => value.iter().for_each(|id| visit(*id)),
        }
    }

    /// Calls `visit` with every node directly inside, to be changed.
    pub(super) fn each_child_mut(&mut self, mut visit: impl FnMut(&mut NodeId)) {
        match self {
            Self::Text(parts) => {
                for part in parts {
                    if let TextPart::Hole(id) = part {
                        visit(id);
                    }
                }
            }
            Self::Number(_) | Self::Bool(_) | Self::Null | Self::Name(_) | Self::Import { .. } => {}
            Self::Member { base, .. } => visit(base),
            Self::Index { base, index } => {
                visit(base);
                visit(index);
            }
            Self::Call { callee, arguments, .. } => {
                visit(callee);
                arguments.iter_mut().for_each(|argument| visit(&mut argument.value));
            }
            Self::Object { entries, .. } => {
                for entry in entries {
                    let is_one = entry.value == entry.key;
                    visit(&mut entry.key);
                    if is_one {
                        entry.value = entry.key;
                    } else {
                        visit(&mut entry.value);
                    }
                }
            }
            Self::List(all) | Self::Block(all) | Self::Other(all) => all.iter_mut().for_each(visit),
            Self::Binary { left, right, .. } => {
                visit(left);
                visit(right);
            }
            Self::Not(operand) => visit(operand),
            Self::Conditional { test, then, otherwise } => {
                visit(test);
                visit(then);
                visit(otherwise);
            }
            Self::Assign { target, value, .. } => {
                visit(target);
                visit(value);
            }
            Self::Function { parameters, body, .. } => {
                parameters.iter_mut().filter_map(|parameter| parameter.default.as_mut()).for_each(&mut visit);
                visit(body);
            }
            Self::Class { body, .. } => visit(body),
            Self::If { test, branches } => {
                visit(test);
                branches.iter_mut().for_each(visit);
            }
            Self::Loop { head, body } => {
                head.iter_mut().for_each(&mut visit);
                visit(body);
            }
            Self::Try { body, handlers } => {
                visit(body);
                handlers.iter_mut().for_each(visit);
            }
            Self::Return(value) => value.iter_mut().for_each(visit),
        }
    }
}
