"""What the plan binds somebody to: milestones, duties, shares; what must be kept up; what follows."""
