"""What things are: lessons, questions, data, blueprints, sheets, results."""
